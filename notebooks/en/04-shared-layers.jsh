// # Keep once what is shared
//
// Two images with the same base do not take twice the space. Here you prove it with the disk before you: how much the store grows with the second pull, which folders belong to both, and what remains when one is deleted.
//
// **You will:** compare, measure and delete images that share layers. **You learn:** *shared layer*, *real size*, *image without a name*. **You need:** lesson 3. About 35 minutes. No internet is needed.
//
// ## Prepare the lab

import capas.lab.*;
import capas.words.Language;

Language.use(Language.EN);
var storage = StoreLab.create();
storage.startRegistry();
System.out.println(storage.pullImage(storage.sample("httpd:latest")));

// ## 1. How much it takes
//
// **Predict:** of all that the store takes, which part are the files of the layers, and which part is what is known of them?

System.out.println(storage.diskUsage());

// ## 2. The second image
//
// `httpd:2` shares two of its three layers with `httpd:latest`. **Predict:** which lines of the pull will be different? How much will the store grow?

display(storage.pullImage(storage.sample("httpd:2")));
System.out.println(storage.diskUsage());

// **Why.** Before a layer is asked for, it is looked up whether there is one with this digest on the same base. If so it only has to be named.
//
// ## 3. What they share
//
// **Predict:** the two manifests are in different formats, Docker V2 and OCI. Does that keep the layers from being shared?

System.out.println(storage.sharedLayers());

// **Why.** The format is the manifest's; a layer is a `.tar`, and its name comes from what it contains and what lies below it. The sum of the sizes that `podman images` shows counts what is shared twice: the disk does not.
//
// ## 4. The same folder in two piles
//
// **Predict:** how many folders of `overlay/` have the same `lower`?

System.out.println(for (String tag : List.of("latest", "2")) {
    storage.walkOverlayLayers(storage.sample("httpd:" + tag));
    display(storage.layerFolder(3));
}
storage.ls("overlay/l"));

// ## 5. The same content in other bytes
//
// `httpd:zstd` has the same layers as `httpd:latest`, compressed with zstd. **Predict:** the digests in its manifest are others. Will there be new layers in `overlay/`? And will the image ID be another?

display(storage.pullImage(storage.sample("httpd:zstd")));
System.out.println(storage.match());

// **Why.** The folder has its name from the uncompressed content; `layers.json` remembers only the compression with which it came first. The configuration of the two is the same, byte for byte: they are one image with two names.
//
// ## 6. Delete an image
//
// **Predict:** with Podman we delete `httpd:latest` and then `httpd:zstd`. Which of the two commands will delete something? How many layer folders will disappear? If Podman is not installed, read what is missing and go on.

display(storage.attempt(() -> storage.podman("rmi", storage.sample("httpd:latest"))));
display(storage.attempt(() -> storage.podman("rmi", storage.sample("httpd:zstd"))));
System.out.println(storage.sharedLayers());

// **Why.** The first command takes away a name; the second the last one, and the image with it. A layer is deleted with the last image that uses it. That is why `rmi` of a large image sometimes frees very little.
//
// ## Check your work
//
// Pull `httpd:latest` again: only what is missing may come. At the end there must be no fault, and no layer that belongs to nobody.

display(storage.pullImage(storage.sample("httpd:latest")));
System.out.println(storage.check().requireSound());

// ## To think about
//
// 1. Three images of 500 MB share a base of 450 MB. How much do they take together?
// 2. Why should what changes often stand last in a `Containerfile`?
// 3. Two images install the same program on different bases. Do they share this layer?
// 4. Find the mistake: "If I delete a large file in the last layer, the image takes less".
//
// To read on: [podman-image-tree](https://docs.podman.io/en/latest/markdown/podman-image-tree.1.html) and [podman-system-df](https://docs.podman.io/en/latest/markdown/podman-system-df.1.html).
