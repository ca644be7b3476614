// # Take a container image apart
//
// An image is a **configuration** and a pile of **layers**, written in a format that all programs share: that of the *Open Container Initiative* (OCI), or Docker V2's, which is much alike. Here you pull one from a real registry, request by request, and check with your own computation that each byte is the promised one.
//
// **You will:** pull images, read their manifest and configuration, recompute their digests. **You learn:** *registry*, *manifest*, *configuration*, *digest*, *diffID*, *blob*, *index*. **You need:** lesson 1. About 50 minutes. No internet is needed: the registry is on this machine.
//
// ## Prepare the lab

import capas.lab.*;
import capas.registry.Fault;
import capas.words.Language;

Language.use(Language.EN);
var images = ImageLab.create();
System.out.println(images.startRegistry());

// ## 1. Pull
//
// **Predict:** the image has three layers. How many parts will have to be copied in all?

System.out.println(images.pullImage(images.sample("httpd:latest")));

// **Why.** Each layer is a compressed file (a *blob*), the configuration is another one, and the manifest names them all. The long number at the end is the image ID.
//
// This is what is on the disk now, in the OCI format. **Predict:** what do the names of the files have to do with what they contain?

System.out.println(images.layoutTree());

// ## 2. The manifest
//
// The manifest is the list of the parts: of each one the type, the size and the **digest**, which is the SHA-256 of its bytes. **Predict:** is the first layer of the list the lowest or the uppermost one?

System.out.println(images.manifest());

// **Why.** The first one is the base. The kernel counts the other way: in `lowerdir=` the first is the uppermost.
//
// ## 3. The configuration
//
// **Predict:** where will it say which command runs when a container starts? And which platform it needs?

System.out.println(images.config());

// ## 4. Which command made which layer
//
// **Predict:** are there as many steps as layers?

System.out.println(images.history());

// **Why.** Only the commands that change files make a layer. `EXPOSE` or `CMD` change the configuration and nothing else.
//
// ## 5. The ladder of digests
//
// A layer has several names, and mixing them up is the commonest mistake. **Predict:** is the SHA-256 of the compressed layer the same as that of the layer uncompressed?

System.out.println(images.digestLadder());

// **Why.** The *digest* identifies the bytes that travel; the *diffID* the files inside, however they are compressed. The name of the folder where Podman keeps the layer is yet another one: it depends on the layers below as well.
//
// ## 6. The conversation
//
// All of this were HTTP requests. **Predict:** what is asked for first, the configuration or the manifest? Copy one of these commands into a terminal and try it.

System.out.println(images.conversation());

// ## 7. Share layers
//
// `httpd:2` is another version of the same image. **Predict:** what will it cost to pull it, if the first one is here already?

display(images.cost(images.sample("httpd:2")));
images.pullImage(images.sample("httpd:2"));
System.out.println(images.compare(images.sample("httpd:latest"), images.sample("httpd:2")));

// ## 8. OCI and Docker V2
//
// `httpd:2` is in the OCI format. **Predict:** if we write its manifest in Docker's format, will the image ID change?

System.out.println(images.convert());

// ## 9. An image for each platform
//
// A name can stand for several images, in an **index**. This pull waits after each step: run the cell and read what is decided in each.

images.stepThrough(images.sample("platforms:latest"));
System.out.println(for (int step = 1; step <= 4; step++) {
    display(images.nextStep());
}
images.nextStep());

// ## 10. Bytes that are not the promised ones
//
// Now the registry changes one byte of each layer. **Predict:** will anybody notice? Will it be tried again?

images.faults(new Fault.WrongByte(100));
System.out.println(images.attempt(() -> images.pullImage(images.sample("platforms:latest"))));

// **Why.** Nothing has a name until its bytes have been hashed. Whoever trusts the name of a file in `blobs/` trusts what is in it.
//
// ## Check your work
//
// The registry is honest again. The pull that failed is repeated and must end well; the ladder must show no difference.

images.faults();
images.pullImage(images.sample("platforms:latest"));
System.out.println(images.checkLadder());

// ## With the internet
//
// The same pull, from a public registry: the course's image. Without a connection, read the reason and go on.

System.out.println(images.attempt(() -> images.pullImage("quay.io/centos7/httpd-24-centos7:latest")));

// ## To think about
//
// 1. `httpd:zstd` has the same layers as `httpd:latest`, compressed in another way. Pull it. Which names are the same in the two ladders, and which are not?
// 2. Layer 2 deletes a file of layer 1. Is that file no longer downloaded?
// 3. Find the mistake: "The ID of an image is the digest of its manifest".
//
// To read on: the [image specification](https://github.com/opencontainers/image-spec/blob/main/spec.md) and that of [distribution](https://github.com/opencontainers/distribution-spec/blob/main/spec.md).
