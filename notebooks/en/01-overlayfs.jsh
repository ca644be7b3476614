// # See a union filesystem from the inside
//
// A container image is a pile of **layers**, and what shows them as one tree is a *union filesystem*. Here you mount one with **OverlayFS**, that of Linux, and look at what each layer keeps when you create, delete and change files. Nothing is simulated: each cell really does what the commands that it shows would do, on this machine's kernel.
//
// **You will:** mount an overlay, write into it, and find where each change ends up. **You learn:** *lowerdir*, *upperdir*, *workdir*, *merged*, *copy-up*, *whiteout*, opaque folder. **You need:** to know what `ls -al` and `mount` do. About 45 minutes.
//
// At each step, **predict** first and run afterwards. Who predicts learns; who only watches, hardly anything.
//
// ## Prepare the lab
//
// The first cell chooses the language of the explanations and makes a folder to work in, which goes away by itself.

import capas.lab.*;
import capas.words.Language;
import static capas.lab.Expectation.*;

Language.use(Language.EN);
var lab = OverlayLab.create();

// ## 1. Two layers
//
// A layer is nothing more than a folder. The first, `lower`, has three files, and we treat it as if it were **read-only**. The second, `upper`, is for **reading and writing**: it will keep the differences. Note that it has an `f3` too, with another text.
//
// Two empty folders appear as well: `merged`, where the union will show, and `work`, the kernel's workshop, which must be on the same file system as `upper`.

display(lab.createLower());
System.out.println(lab.createUpper());

// ## 2. Mount the union
//
// **Predict:** there are three files below and two above. How many names will show in `merged`? Which `f3` is the one that is read?

System.out.println(lab.mountOverlay());

// **Why.** A name is looked up from the top down and the first layer that has it wins: that is why `f3` comes from `upper`. The line of `mount` tells which layers there are and in which order. If your machine gives you no administrator's rights, you also see `userxattr`: the kernel then keeps its marks in attributes that any user may write.
//
// This is how the pile lies now. The picture is made from what is on the disk at this moment:

System.out.println(lab.diagram());

// ## 3. Create a file
//
// `predict` notes what you expect, and the next step tells whether you were right. **Predict:** we write `f5` in `merged`. Which names will be in `upper`? Change the list if you do not agree.

lab.predict("upper", "f3", "f4", "f5");
System.out.println(lab.write("f5", "Fichero 5 en merged"));

// ## 4. Delete a file that lies below
//
// `f2` is in `lower`, and `lower` is not touched. **Predict:** if we delete it from `merged`, will there be something named `f2` in `upper`? Will it still be in `lower`?

lab.predict("merged", "f1", "f3", "f4", "f5");
System.out.println(lab.remove("f2"));

// **Why.** `upper` cannot take anything away from `lower`; it can only cover it. It does so with a **whiteout**: a character device with the number `0, 0`, which no driver answers. Whoever looks into `merged` sees neither the file nor the whiteout.
//
// And that **2** in the column of links, though the file is new? One whiteout is like any other, so the kernel does not make one each time:

System.out.println(lab.inspectWhiteouts());

// ## 5. Change a file that lies below
//
// **Predict:** we write another text into `merged/f1`. Then we read it in three places. What will each of them say?

display(lab.write("f1", "Modifico fichero 1"));
System.out.println(lab.cat("merged/f1", "upper/f1", "lower/f1"));

// **Why.** Before a file of a lower layer is changed, the kernel copies it to `upper`: that is **copy-up**. The change is made to the copy. That is why a thousand containers can use one image: each has an `upper` of its own, and the layers below belong to all. Do not change them yourself while they are mounted: the kernel promises nothing about what will show.
//
// ## 6. Several lower layers
//
// `lowerdir=` takes several layers, parted by colons; the first is the uppermost. This is how those of an image are stacked. **Predict:** each of the three has another `f1`. Which one will show? And what will be inside `carpeta`, which is in two of them?

lab.reset();
lab.createLower("lower1", Map.of("f1", "uno", "carpeta/a", "A"));
lab.createLower("lower2", Map.of("f1", "dos", "carpeta/b", "B", "datos/d", "D"));
lab.createLower("lower3", Map.of("f1", "tres", "f2", "tres", "f3", "tres"));
lab.hardLink("lower3/f3", "lower3/f3-otro");
lab.createUpper(Map.of());
System.out.println(lab.mountOverlay());

// ## 7. Delete a folder and make it again
//
// Folders of the same name **are merged**: `carpeta` shows `a` and `b`. **Predict:** we delete all of it and make a new, empty one of the same name. Will `a` and `b` show again?

lab.removeFolder("carpeta");
lab.predict("merged/carpeta");
System.out.println(lab.makeFolder("carpeta"));

// **Why.** The new folder carries a mark, `opaque`: "do not merge me with those below". With it, no whiteout is needed for each name that was there.
//
// ## 8. Rename a folder that lies below
//
// **Predict:** `datos` is in `lower2`. Can the kernel call it `archivo` without copying what is in it?
//
// `attempt` tries a step and, if it is refused, gives you the reason to read.

System.out.println(lab.attempt(() -> lab.rename("datos", "archivo")));

// ## 9. A file with two names
//
// `f3` and `f3-otro` are two names (hard links) of the **same** file of `lower3`. **Predict:** we add a line to `f3`. Will it be read in `f3-otro` too?

display(lab.append("f3", "una línea más"));
System.out.println(lab.cat("merged/f3", "merged/f3-otro"));

// **Why.** Copy-up copies the name that is changed, not the other: in `merged` they are no longer the same file. It is one of the few differences between an overlay and an ordinary file system.
//
// ## 10. Copy less
//
// With two options the kernel keeps only a note instead of copying: `metacopy=on` for permissions and owner, `redirect_dir=on` for the names of folders. **Predict:** what will `f2` take in `upper` after `chmod`? Will the rename of step 8 work now?
//
// The notes are in `trusted.*` attributes, which only the machine's administrator writes: if that is not you, you will read why it is refused.

lab.unmount();
System.out.println(lab.attempt(() -> {
    lab.mountOverlay("metacopy=on", "redirect_dir=on");
    display(lab.chmod("f2", "600"));
    return lab.rename("datos", "archivo");
}));

// ## 11. What the kernel does not accept
//
// `work` must be on the same file system as `upper`. **Predict:** we put the `workdir` on another one. What will the kernel say? Compare the reason with its message, which is always the same for very different mistakes.

lab.reset();
lab.createLower();
lab.createUpper();
lab.mountTmpfs("otro");
System.out.println(lab.attempt(() -> lab.mountFolders("lower", "upper", "otro", "merged")));

// ## Check your work
//
// Mount the union again and see to it that `f3` is hidden, that `f1` still comes from `lower` and that there is an `f6` with the text `hecho`. The last line looks at the real state: if something does not hold, it tells what was expected and what there is. Change the steps and the checks, and repeat.

lab.mountOverlay();
lab.remove("f3");
lab.write("f6", "hecho");
System.out.println(lab.check(hidden("f3"), seen("f1", "lower"), text("f6", "hecho"), absent("f9")));

// ## To think about
//
// 1. `f3` was in both layers. After deleting it, what is in `upper`, and why is it not enough to take it away there?
// 2. You delete `f6`, which is in `upper` alone. Will there be a whiteout? Check with `lab.remove("f6")` and `lab.inspectWhiteouts()`.
// 3. A layer of an image deletes a file of 1 GB of the layer below. How much does the image take now?
// 4. Find the mistake: "If I edit `lower/f1` while the overlay is mounted, `merged` will always show the change".
//
// The lab is unmounted and deleted by itself when you close the notebook. To read on: [Overlay Filesystem](https://docs.kernel.org/filesystems/overlayfs.html) in the kernel's documentation, and [layers](https://github.com/opencontainers/image-spec/blob/main/layer.md) in the OCI specification.
