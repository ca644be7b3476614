// # Seguir una imagen hasta el disco
//
// `podman pull` ha terminado. ¿Dónde está la imagen? En el **almacén** de Podman (*containers/storage*): unos directorios y unas listas en JSON que se pueden leer con `ls` y `cat`. Aquí descargas una imagen a un almacén propio, escrito como lo escribe Podman, y sigues cada nombre hasta los archivos de cada capa.
//
// **Harás:** recorrer `overlay-images`, `overlay-layers` y `overlay`; unir las capas con OverlayFS; abrir el almacén con el Podman de verdad. **Aprenderás:** *graphroot*, *storage.conf*, *tar-split*, *enlace corto*, y los cinco nombres de una capa. **Necesitas:** las lecciones 1 y 2. Unos 60 minutos. No hace falta Internet.
//
// ## Preparar el laboratorio

import capas.lab.*;
import capas.words.Language;

Language.use(Language.ES);
var storage = StoreLab.create();
System.out.println(storage.startRegistry());

// ## 1. Quién decide dónde
//
// `storage.conf` dice qué *driver* se usa (`driver`) y en qué directorio se guarda todo (`graphroot`). **Predice:** hay varios sitios para ese archivo. Si existen dos, ¿se juntan o gana uno?

System.out.println(storage.configuration());

// **Por qué.** Gana el primero que existe y los demás no se leen. `/usr/share/containers/storage.conf`, el que citan muchos apuntes, es el último recurso; en Debian no existe ninguno, y valen los valores de fábrica.
//
// La otra pregunta es con qué *driver*. **Predice:** de los seis que nombra el curso (overlay, vfs, devmapper, aufs, btrfs, zfs), ¿cuáles podría usar esta máquina?

System.out.println(storage.drivers());

// ## 2. Descargar
//
// **Predice:** ¿qué directorios habrá en el almacén, que ahora está vacío, después de descargar una imagen de tres capas?

display(storage.pullImage(storage.sample("httpd:latest")));
storage.walkOverlayLayers();
System.out.println(storage.nextStep());

// **Por qué.** El almacén es esto y nada más. En uno con historia hay también `db.sql`, `libpod`, `volumes`, `secrets`…: los añade el programa `podman` cuando se usa, como verás al final.
//
// ## 3. `overlay-images`: qué imágenes hay
//
// **Predice:** el nombre del directorio de la imagen, ¿es el digest del manifiesto o el de la configuración?

display(storage.nextStep());
display(storage.nextStep());
System.out.println(storage.nextStep());

// **Por qué.** El identificador de la imagen es el digest de su configuración. Los archivos de nombre raro están en base64: descodificados, son los digest de lo que contienen. El manifiesto está dos veces, con su digest y con el nombre `manifest`.
//
// ## 4. `overlay-layers`: qué capas hay
//
// **Predice:** se suele decir que aquí están «los archivos comprimidos de las capas». La primera capa son 2 MB. ¿Cuánto ocupará su archivo `.tar-split.gz`?

display(storage.nextStep());
System.out.println(storage.nextStep());

// **Por qué.** Los archivos comprimidos no se guardan en ninguna parte. `tar-split` guarda lo que el `.tar` tenía *entre* los archivos: cabeceras, relleno y sumas. Con eso y con los archivos se puede rehacer el `.tar` exacto, byte a byte: ese es el único modo de volver a subir la misma capa. Compruébalo:

System.out.println(storage.rebuildTar(1));

// ## 5. Del manifiesto al directorio
//
// El manifiesto conoce cada capa por el digest de sus bytes comprimidos. **Predice:** ¿en qué campo de `layers.json` hay que buscarlo para encontrar el `id` que da nombre al directorio?

System.out.println(storage.nextStep());

// El `id` no es «una cadena única» cualquiera. **Predice:** ¿por qué el de la capa base coincide con su diffID y los demás no?

System.out.println(storage.nextStep());

// **Por qué.** La misma capa puede estar encima de bases distintas: el nombre del directorio cuenta también lo que hay debajo.
//
// ## 6. `overlay`: los archivos
//
// **Predice:** el directorio de la base no tiene `lower`, y dentro tiene otro que no está en los demás. ¿Para qué?

display(storage.nextStep());
display(storage.nextStep());
System.out.println(storage.nextStep());

// **Por qué.** `lower` es la lista de las capas de debajo, de arriba abajo: lo que se escribirá en `lowerdir=`. Los nombres cortos no son por rapidez: las opciones de `mount` deben caber en una página de memoria, 4096 bytes, y con nombres de 64 letras cabrían unas cincuenta capas.
//
// ## 7. Verlo unido
//
// **Predice:** la capa 2 borra `welcome.conf` y hace opaco el directorio `icons`. ¿Qué se verá en `merged`, y qué hay en el disco?

display(storage.mountImage());
System.out.println(storage.inspectWhiteouts());

// ## 8. La vida de un archivo
//
// **Predice:** `welcome.conf` era secreto, y la capa 2 lo borró. ¿Está a salvo el secreto?

display(storage.biography("var/www/html/index.html"));
System.out.println(storage.biography("etc/httpd/conf.d/welcome.conf"));

// **Por qué.** Borrar en una capa es tapar. Quien tiene la imagen tiene todas sus capas.
//
// ## 9. Lo que dice Podman
//
// Este almacén no lo ha escrito Podman. **Predice:** ¿lo abrirá? ¿Qué añadirá al directorio del almacén? Si Podman no está instalado, lee qué falta y sigue.

display(storage.attempt(() -> storage.podman("image", "tree", storage.sample("httpd:latest"))));
display(storage.look(StoreWalk.Stop.GRAPHROOT));
System.out.println(storage.storeInfo());

// ## Comprueba tu trabajo
//
// Ahora alguien cambia un archivo de la capa 3 sin pasar por Podman. **Predice:** ¿qué suma lo delata? Después deja el archivo como estaba: en la última línea no debe quedar ninguna avería.

var page = storage.diff(3).resolve("var/www/html/index.html");
var before = Files.readAllBytes(page);
var times = Files.getLastModifiedTime(page);
Files.writeString(page, "<h1>Layer X</h1>\n");
display(storage.check());
Files.write(page, before);
Files.setLastModifiedTime(page, times);
System.out.println(storage.check().requireSound());

// ## Con Internet
//
// El mismo camino con la imagen del curso. Sin conexión, lee la razón y sigue.

System.out.println(storage.attempt(() -> {
    storage.pullImage("quay.io/centos7/httpd-24-centos7:latest");
    storage.walkOverlayLayers("quay.io/centos7/httpd-24-centos7:latest");
    return storage.wholeWalk();
}));

// ## Para pensar
//
// 1. ¿Por qué cambiar un archivo de la base con un editor, dentro de `diff/`, estropea todas las imágenes que la comparten?
// 2. `podman save` y `podman push` necesitan `tar-split`; `podman run`, no. ¿Por qué?
// 3. Encuentra el error: «`diff` es la capa superior de la superposición».
// 4. En tu máquina: `StoreLab.ofThisMachine()` mira el almacén de Podman sin tocarlo. ¿Qué imagen ocupa más, y qué capas comparte?
//
// Para seguir leyendo: [containers-storage](https://github.com/containers/storage/blob/main/docs/containers-storage.md) y [storage.conf](https://github.com/containers/storage/blob/main/docs/containers-storage.conf.5.md).
