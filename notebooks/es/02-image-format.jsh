// # Desmontar una imagen de contenedor
//
// Una imagen es una **configuración** y una pila de **capas**, escritas en un formato que todos los programas comparten: el de la *Open Container Initiative* (OCI), o el de Docker V2, muy parecido. Aquí vas a descargar una de un registro de verdad, petición a petición, y a comprobar con tus propios cálculos que cada byte es el prometido.
//
// **Harás:** descargar imágenes, leer su manifiesto y su configuración, recalcular sus digest. **Aprenderás:** *registro*, *manifiesto*, *configuración*, *digest*, *diffID*, *blob*, *índice*. **Necesitas:** la lección 1. Unos 50 minutos. No hace falta Internet: el registro está en esta máquina.
//
// ## Preparar el laboratorio

import capas.lab.*;
import capas.registry.Fault;
import capas.words.Language;

Language.use(Language.ES);
var images = ImageLab.create();
System.out.println(images.startRegistry());

// ## 1. Descargar
//
// **Predice:** la imagen tiene tres capas. ¿Cuántas piezas habrá que copiar en total?

System.out.println(images.pullImage(images.sample("httpd:latest")));

// **Por qué.** Cada capa es un archivo comprimido (*blob*), la configuración es otro, y el manifiesto los nombra a todos. El número largo del final es el identificador de la imagen.
//
// Esto es lo que ha quedado en el disco, con el formato OCI. **Predice:** ¿qué tienen en común los nombres de los archivos y lo que contienen?

System.out.println(images.layoutTree());

// ## 2. El manifiesto
//
// El manifiesto es la lista de las piezas: de cada una, el tipo, el tamaño y el **digest**, que es el SHA-256 de sus bytes. **Predice:** ¿la primera capa de la lista es la de abajo o la de arriba?

System.out.println(images.manifest());

// **Por qué.** La primera es la base. El núcleo cuenta al revés: en `lowerdir=` la primera es la de arriba.
//
// ## 3. La configuración
//
// **Predice:** ¿dónde estará escrito qué orden se ejecuta al arrancar un contenedor? ¿Y qué plataforma necesita?

System.out.println(images.config());

// ## 4. Qué orden hizo cada capa
//
// **Predice:** ¿hay tantos pasos como capas?

System.out.println(images.history());

// **Por qué.** Solo las órdenes que cambian archivos hacen una capa. `EXPOSE` o `CMD` cambian la configuración y nada más.
//
// ## 5. La escalera de los digest
//
// Una capa tiene varios nombres, y confundirlos es el error más común. **Predice:** ¿será igual el SHA-256 de la capa comprimida que el de la misma capa descomprimida?

System.out.println(images.digestLadder());

// **Por qué.** El *digest* identifica los bytes que viajan; el *diffID*, los archivos que hay dentro, se compriman como se compriman. El nombre del directorio donde Podman guarda la capa es otro más: depende también de las capas de abajo.
//
// ## 6. La conversación
//
// Todo lo anterior han sido peticiones HTTP. **Predice:** ¿qué se pide primero, la configuración o el manifiesto? Copia alguna de estas órdenes en un terminal y compruébalo.

System.out.println(images.conversation());

// ## 7. Compartir capas
//
// `httpd:2` es otra versión de la misma imagen. **Predice:** ¿cuánto costará descargarla, si la primera ya está aquí?

display(images.cost(images.sample("httpd:2")));
images.pullImage(images.sample("httpd:2"));
System.out.println(images.compare(images.sample("httpd:latest"), images.sample("httpd:2")));

// ## 8. OCI y Docker V2
//
// `httpd:2` está en formato OCI. **Predice:** si escribimos su manifiesto en el formato de Docker, ¿cambiará el identificador de la imagen?

System.out.println(images.convert());

// ## 9. Una imagen para cada plataforma
//
// Un nombre puede reunir varias imágenes en un **índice**. Esta descarga espera después de cada paso: ejecuta la celda y lee qué se decide en cada uno.

images.stepThrough(images.sample("platforms:latest"));
System.out.println(for (int step = 1; step <= 4; step++) {
    display(images.nextStep());
}
images.nextStep());

// ## 10. Bytes que no son los prometidos
//
// Ahora el registro cambia un byte de cada capa. **Predice:** ¿se dará cuenta alguien? ¿Se intentará otra vez?

images.faults(new Fault.WrongByte(100));
System.out.println(images.attempt(() -> images.pullImage(images.sample("platforms:latest"))));

// **Por qué.** Nada tiene nombre hasta que sus bytes se han contado. Quien confía en el nombre de un archivo de `blobs/` confía en lo que contiene.
//
// ## Comprueba tu trabajo
//
// El registro vuelve a ser honrado. La descarga que falló se repite y debe acabar bien; la escalera no debe tener ninguna diferencia.

images.faults();
images.pullImage(images.sample("platforms:latest"));
System.out.println(images.checkLadder());

// ## Con Internet
//
// La misma descarga, de un registro público: la imagen del curso. Sin conexión, lee la razón y sigue.

System.out.println(images.attempt(() -> images.pullImage("quay.io/centos7/httpd-24-centos7:latest")));

// ## Para pensar
//
// 1. `httpd:zstd` tiene las mismas capas que `httpd:latest`, comprimidas de otra manera. Descárgala. ¿Qué nombres son iguales en las dos escaleras, y cuáles no?
// 2. La capa 2 borra un archivo de la capa 1. ¿Ha dejado de descargarse ese archivo?
// 3. Encuentra el error: «El identificador de una imagen es el digest de su manifiesto».
//
// Para seguir leyendo: la [especificación de imágenes](https://github.com/opencontainers/image-spec/blob/main/spec.md) y la [de distribución](https://github.com/opencontainers/distribution-spec/blob/main/spec.md).
