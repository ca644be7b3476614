// # Follow an image down to the disk
//
// `podman pull` is done. Where is the image? In Podman's **store** (*containers/storage*): folders, and lists in JSON, that `ls` and `cat` can read. Here you pull an image into a store of your own, written as Podman writes it, and follow each name down to the files of each layer.
//
// **You will:** walk through `overlay-images`, `overlay-layers` and `overlay`; join the layers with OverlayFS; open the store with the real Podman. **You learn:** *graphroot*, *storage.conf*, *tar-split*, *short link*, and the five names of a layer. **You need:** lessons 1 and 2. About 60 minutes. No internet is needed.
//
// ## Prepare the lab

import capas.lab.*;
import capas.words.Language;

Language.use(Language.EN);
var storage = StoreLab.create();
System.out.println(storage.startRegistry());

// ## 1. Who decides where
//
// `storage.conf` says which driver is used (`driver`) and in which folder (`graphroot`). **Predict:** there are several places for this file. If two exist, are they joined or does one win?

System.out.println(storage.configuration());

// **Why.** The first that exists wins and the others are not read. `/usr/share/containers/storage.conf`, which many course notes cite, is the last resort; on Debian there is none, and the built-in values hold.
//
// The other question is with which *driver*. **Predict:** of the six that the course names (overlay, vfs, devmapper, aufs, btrfs, zfs), which could this machine use?

System.out.println(storage.drivers());

// ## 2. Pull
//
// **Predict:** which folders will there be in the store, which is empty now, once an image of three layers is pulled?

display(storage.pullImage(storage.sample("httpd:latest")));
storage.walkOverlayLayers();
System.out.println(storage.nextStep());

// **Why.** The store is this and nothing else. In one with a history there are `db.sql`, `libpod`, `volumes`, `secrets`… too: the program `podman` adds them as it is used, as you will see at the end.
//
// ## 3. `overlay-images`: which images there are
//
// **Predict:** the name of the image's folder, is it the digest of the manifest or that of the configuration?

display(storage.nextStep());
display(storage.nextStep());
System.out.println(storage.nextStep());

// **Why.** The image ID is the digest of its configuration. The files with odd names are in base64: decoded they are the digests of what they contain. The manifest is there twice, under its digest and as `manifest`.
//
// ## 4. `overlay-layers`: which layers there are
//
// **Predict:** it is often said that "the compressed files of the layers" are here. The first layer has 2 MB. How large will its `.tar-split.gz` be?

display(storage.nextStep());
System.out.println(storage.nextStep());

// **Why.** The compressed files are kept nowhere. `tar-split` keeps what the `.tar` had *between* the files: headers, padding and sums. With that and with the files the exact `.tar` can be made again, byte for byte: the only way to push the same layer once more. Check it:

System.out.println(storage.rebuildTar(1));

// ## 5. From the manifest to the folder
//
// The manifest knows each layer by the digest of its compressed bytes. **Predict:** in which field of `layers.json` must it be looked for, to find the `id` that names the folder?

System.out.println(storage.nextStep());

// The `id` is not just "a unique string". **Predict:** why is that of the base its diffID, and why are the others not?

System.out.println(storage.nextStep());

// **Why.** The same layer can lie on different bases: the name of the folder counts what is below, too.
//
// ## 6. `overlay`: the files
//
// **Predict:** the folder of the base has no `lower`, and has one that the others lack. What for?

display(storage.nextStep());
display(storage.nextStep());
System.out.println(storage.nextStep());

// **Why.** `lower` is the list of the layers below, from the top down: what will be written in `lowerdir=`. The names are not short for speed: the options of `mount` must fit into one page of memory, 4096 bytes, and with names of 64 letters some fifty layers would fit.
//
// ## 7. See it joined
//
// **Predict:** layer 2 deletes `welcome.conf` and makes the folder `icons` opaque. What will be seen in `merged`, and what is on the disk?

display(storage.mountImage());
System.out.println(storage.inspectWhiteouts());

// ## 8. The life of a file
//
// **Predict:** `welcome.conf` was secret, and layer 2 deleted it. Is the secret safe?

display(storage.biography("var/www/html/index.html"));
System.out.println(storage.biography("etc/httpd/conf.d/welcome.conf"));

// **Why.** To delete in a layer is to cover. Who has the image has all its layers.
//
// ## 9. What Podman says
//
// This store was not written by Podman. **Predict:** will it open it? What will it add to the store's folder? If Podman is not installed, read what is missing and go on.

display(storage.attempt(() -> storage.podman("image", "tree", storage.sample("httpd:latest"))));
display(storage.look(StoreWalk.Stop.GRAPHROOT));
System.out.println(storage.storeInfo());

// ## Check your work
//
// Now somebody changes a file of layer 3 behind Podman's back. **Predict:** which sum gives it away? Then put the file back as it was: at the last line no fault may be left.

var page = storage.diff(3).resolve("var/www/html/index.html");
var before = Files.readAllBytes(page);
var times = Files.getLastModifiedTime(page);
Files.writeString(page, "<h1>Layer X</h1>\n");
display(storage.check());
Files.write(page, before);
Files.setLastModifiedTime(page, times);
System.out.println(storage.check().requireSound());

// ## With the internet
//
// The same way with the course's image. Without a connection, read the reason and go on.

System.out.println(storage.attempt(() -> {
    storage.pullImage("quay.io/centos7/httpd-24-centos7:latest");
    storage.walkOverlayLayers("quay.io/centos7/httpd-24-centos7:latest");
    return storage.wholeWalk();
}));

// ## To think about
//
// 1. Why does changing a file of the base with an editor, inside `diff/`, spoil all images that share it?
// 2. `podman save` and `podman push` need `tar-split`; `podman run` does not. Why?
// 3. Find the mistake: "`diff` is the upper layer of the overlay".
// 4. On your machine: `StoreLab.ofThisMachine()` looks at Podman's store without touching it. Which image takes most, and which layers does it share?
//
// To read on: [containers-storage](https://github.com/containers/storage/blob/main/docs/containers-storage.md) and [storage.conf](https://github.com/containers/storage/blob/main/docs/containers-storage.conf.5.md).
