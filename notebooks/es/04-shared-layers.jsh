// # Guardar una sola vez lo que se comparte
//
// Dos imágenes con la misma base no ocupan el doble. Aquí lo pruebas con el disco delante: cuánto crece el almacén al descargar la segunda, qué directorios son de las dos, y qué queda cuando se borra una.
//
// **Harás:** comparar, medir y borrar imágenes que comparten capas. **Aprenderás:** *capa compartida*, *tamaño real*, *imagen sin nombre*. **Necesitas:** la lección 3. Unos 35 minutos. No hace falta Internet.
//
// ## Preparar el laboratorio

import capas.lab.*;
import capas.words.Language;

Language.use(Language.ES);
var storage = StoreLab.create();
storage.startRegistry();
System.out.println(storage.pullImage(storage.sample("httpd:latest")));

// ## 1. Cuánto ocupa
//
// **Predice:** de todo lo que ocupa el almacén, ¿qué parte son los archivos de las capas, y qué parte lo que se sabe de ellas?

System.out.println(storage.diskUsage());

// ## 2. La segunda imagen
//
// `httpd:2` comparte dos de sus tres capas con `httpd:latest`. **Predice:** ¿qué líneas del registro de la descarga serán distintas? ¿Cuánto crecerá el almacén?

display(storage.pullImage(storage.sample("httpd:2")));
System.out.println(storage.diskUsage());

// **Por qué.** Antes de pedir una capa se mira si ya hay una con ese digest encima de la misma base. Si la hay, basta con nombrarla.
//
// ## 3. Qué comparten
//
// **Predice:** los dos manifiestos tienen distinto formato, Docker V2 y OCI. ¿Impide eso compartir las capas?

System.out.println(storage.sharedLayers());

// **Por qué.** El formato es del manifiesto; una capa es un `.tar`, y su nombre sale de lo que contiene y de lo que tiene debajo. La suma de los tamaños que enseña `podman images` cuenta dos veces lo compartido: el disco, no.
//
// ## 4. El mismo directorio en dos pilas
//
// **Predice:** ¿cuántos directorios de `overlay/` tienen un `lower` igual?

System.out.println(for (String tag : List.of("latest", "2")) {
    storage.walkOverlayLayers(storage.sample("httpd:" + tag));
    display(storage.layerFolder(3));
}
storage.ls("overlay/l"));

// ## 5. El mismo contenido con otros bytes
//
// `httpd:zstd` tiene las mismas capas que `httpd:latest`, comprimidas con zstd. **Predice:** los digest del manifiesto son otros. ¿Habrá capas nuevas en `overlay/`? ¿Y será otro el identificador de la imagen?

display(storage.pullImage(storage.sample("httpd:zstd")));
System.out.println(storage.match());

// **Por qué.** El directorio recibe su nombre del contenido descomprimido; `layers.json` recuerda solo la compresión con la que llegó primero. La configuración de las dos es idéntica, byte a byte: son la misma imagen con dos nombres.
//
// ## 6. Borrar una imagen
//
// **Predice:** borramos con Podman `httpd:latest` y después `httpd:zstd`. ¿Cuál de las dos órdenes borrará algo? ¿Cuántos directorios de capas desaparecerán? Si Podman no está instalado, lee qué falta y sigue.

display(storage.attempt(() -> storage.podman("rmi", storage.sample("httpd:latest"))));
display(storage.attempt(() -> storage.podman("rmi", storage.sample("httpd:zstd"))));
System.out.println(storage.sharedLayers());

// **Por qué.** La primera orden quita un nombre; la segunda, el último, y con él la imagen. Una capa se borra con la última imagen que la usa. Por eso `rmi` de una imagen grande libera a veces muy poco.
//
// ## Comprueba tu trabajo
//
// Descarga otra vez `httpd:latest`: solo debe venir lo que falta. Al final no debe haber ninguna avería, ni ninguna capa que no sea de nadie.

display(storage.pullImage(storage.sample("httpd:latest")));
System.out.println(storage.check().requireSound());

// ## Para pensar
//
// 1. Tres imágenes de 500 MB comparten una base de 450 MB. ¿Cuánto ocupan juntas?
// 2. ¿Por qué conviene que, en un `Containerfile`, lo que cambia a menudo vaya al final?
// 3. Dos imágenes instalan el mismo programa sobre bases distintas. ¿Comparten esa capa?
// 4. Encuentra el error: «Si borro un archivo grande en la última capa, la imagen ocupa menos».
//
// Para seguir leyendo: [podman-image-tree](https://docs.podman.io/en/latest/markdown/podman-image-tree.1.html) y [podman-system-df](https://docs.podman.io/en/latest/markdown/podman-system-df.1.html).
