// # Ver un sistema de archivos de unión por dentro
//
// Una imagen de contenedor es una pila de **capas**, y lo que las muestra como un solo árbol es un *sistema de archivos de unión*. Aquí vas a montar uno con **OverlayFS**, el de Linux, y a mirar qué guarda cada capa cuando creas, borras y cambias archivos. Nada es simulado: cada celda hace de verdad lo que harían los comandos que enseña, en el núcleo de esta máquina.
//
// **Harás:** montar un overlay, escribir en él, y comprobar dónde acaba cada cambio. **Aprenderás:** *lowerdir*, *upperdir*, *workdir*, *merged*, *copy-up*, *whiteout*, directorio opaco. **Necesitas:** saber qué hacen `ls -al` y `mount`. Unos 45 minutos.
//
// En cada paso, primero **predice** y después ejecuta. Quien predice aprende; quien solo mira, casi nada.
//
// ## Preparar el laboratorio
//
// La primera celda elige el idioma de las explicaciones y crea un directorio de trabajo que desaparecerá solo.

import capas.lab.*;
import capas.words.Language;
import static capas.lab.Expectation.*;

Language.use(Language.ES);
var lab = OverlayLab.create();

// ## 1. Dos capas
//
// Una capa no es nada más que un directorio. La primera, `lower`, tiene tres archivos, y la trataremos como si fuera de **solo lectura**. La segunda, `upper`, es de **lectura y escritura**: guardará las diferencias. Fíjate: también tiene un `f3`, con otro texto.
//
// Aparecen además dos directorios vacíos: `merged`, donde se verá la unión, y `work`, el taller del núcleo, que debe estar en el mismo sistema de archivos que `upper`.

display(lab.createLower());
System.out.println(lab.createUpper());

// ## 2. Montar la unión
//
// **Predice:** hay tres archivos abajo y dos arriba. ¿Cuántos nombres se verán en `merged`? ¿Qué `f3` será el que se lee?

System.out.println(lab.mountOverlay());

// **Por qué.** Un nombre se busca de arriba abajo y gana la primera capa que lo tiene: por eso `f3` viene de `upper`. La línea de `mount` dice qué capas hay y en qué orden. Si tu máquina no te da permisos de administrador, verás además `userxattr`: el núcleo guarda entonces sus marcas en atributos que cualquier usuario puede escribir.
//
// Así está ahora la pila. El dibujo se hace con lo que hay en el disco en este momento:

System.out.println(lab.diagram());

// ## 3. Crear un archivo
//
// `predict` apunta lo que esperas, y el paso siguiente te dice si acertaste. **Predice:** escribimos `f5` en `merged`. ¿Qué nombres habrá en `upper`? Cambia la lista si no estás de acuerdo.

lab.predict("upper", "f3", "f4", "f5");
System.out.println(lab.write("f5", "Fichero 5 en merged"));

// ## 4. Borrar un archivo que está abajo
//
// `f2` está en `lower`, y `lower` no se toca. **Predice:** si lo borramos de `merged`, ¿habrá algo llamado `f2` en `upper`? ¿Seguirá en `lower`?

lab.predict("merged", "f1", "f3", "f4", "f5");
System.out.println(lab.remove("f2"));

// **Por qué.** `upper` no puede quitar nada de `lower`; solo puede taparlo. Lo hace con un **whiteout**: un dispositivo de caracteres con el número `0, 0`, que ningún controlador atiende. Quien mira en `merged` no ve ni el archivo ni el whiteout.
//
// ¿Y ese **2** en la columna de enlaces, si el archivo es nuevo? Un whiteout es igual que cualquier otro, así que el núcleo no crea uno cada vez:

System.out.println(lab.inspectWhiteouts());

// ## 5. Cambiar un archivo que está abajo
//
// **Predice:** escribimos otro texto en `merged/f1`. Después lo leemos en tres sitios. ¿Qué dirá cada uno?

display(lab.write("f1", "Modifico fichero 1"));
System.out.println(lab.cat("merged/f1", "upper/f1", "lower/f1"));

// **Por qué.** Antes de cambiar un archivo de una capa inferior, el núcleo lo copia a `upper`: es el **copy-up**. El cambio se hace en la copia. Por eso mil contenedores pueden usar la misma imagen: cada uno tiene su `upper`, y las capas de abajo son de todos. No las cambies tú por tu cuenta mientras estén montadas: el núcleo no promete nada sobre lo que se verá.
//
// ## 6. Varias capas inferiores
//
// En `lowerdir=` caben varias capas, separadas por dos puntos; la primera es la de más arriba. Así se apilan las de una imagen. **Predice:** las tres tienen un `f1` distinto. ¿Cuál se verá? ¿Y qué habrá dentro de `carpeta`, que está en dos?

lab.reset();
lab.createLower("lower1", Map.of("f1", "uno", "carpeta/a", "A"));
lab.createLower("lower2", Map.of("f1", "dos", "carpeta/b", "B", "datos/d", "D"));
lab.createLower("lower3", Map.of("f1", "tres", "f2", "tres", "f3", "tres"));
lab.hardLink("lower3/f3", "lower3/f3-otro");
lab.createUpper(Map.of());
System.out.println(lab.mountOverlay());

// ## 7. Borrar un directorio y crearlo otra vez
//
// Los directorios del mismo nombre **se mezclan**: `carpeta` enseña `a` y `b`. **Predice:** la borramos entera y creamos otra vacía con el mismo nombre. ¿Volverán a verse `a` y `b`?

lab.removeFolder("carpeta");
lab.predict("merged/carpeta");
System.out.println(lab.makeFolder("carpeta"));

// **Por qué.** El directorio nuevo lleva una marca, `opaque`: «no me mezcles con los de abajo». Con ella no hace falta un whiteout por cada nombre que había.
//
// ## 8. Cambiar el nombre de un directorio de abajo
//
// **Predice:** `datos` está en `lower2`. ¿Puede el núcleo llamarlo `archivo` sin copiar lo que contiene?
//
// `attempt` intenta un paso y, si se rechaza, te da la razón para leerla.

System.out.println(lab.attempt(() -> lab.rename("datos", "archivo")));

// ## 9. Un archivo con dos nombres
//
// `f3` y `f3-otro` son dos nombres (enlaces duros) del **mismo** archivo de `lower3`. **Predice:** añadimos una línea a `f3`. ¿Se leerá también en `f3-otro`?

display(lab.append("f3", "una línea más"));
System.out.println(lab.cat("merged/f3", "merged/f3-otro"));

// **Por qué.** El copy-up copia el nombre que se cambia, no el otro: en `merged` ya no son el mismo archivo. Es una de las pocas diferencias entre un overlay y un sistema de archivos corriente.
//
// ## 10. Copiar menos
//
// Con dos opciones, el núcleo guarda solo una nota en lugar de copiar: `metacopy=on` para permisos y dueño, `redirect_dir=on` para nombres de directorios. **Predice:** ¿qué ocupará `f2` en `upper` después de `chmod`? ¿Funcionará ahora el cambio de nombre del paso 8?
//
// Las notas están en atributos `trusted.*`, que solo escribe el administrador de la máquina: si no lo eres, leerás por qué se rechaza.

lab.unmount();
System.out.println(lab.attempt(() -> {
    lab.mountOverlay("metacopy=on", "redirect_dir=on");
    display(lab.chmod("f2", "600"));
    return lab.rename("datos", "archivo");
}));

// ## 11. Lo que el núcleo no acepta
//
// `work` debe estar en el mismo sistema de archivos que `upper`. **Predice:** ponemos el `workdir` en otro. ¿Qué dirá el núcleo? Compara la razón con su mensaje, que es siempre el mismo para errores muy distintos.

lab.reset();
lab.createLower();
lab.createUpper();
lab.mountTmpfs("otro");
System.out.println(lab.attempt(() -> lab.mountFolders("lower", "upper", "otro", "merged")));

// ## Comprueba tu trabajo
//
// Monta la unión otra vez y consigue que `f3` quede oculto, que `f1` siga viniendo de `lower` y que haya un `f6` con el texto `hecho`. La última línea mira el estado real: si algo no se cumple, te dice qué se esperaba y qué hay. Cambia los pasos y las comprobaciones y repite.

lab.mountOverlay();
lab.remove("f3");
lab.write("f6", "hecho");
System.out.println(lab.check(hidden("f3"), seen("f1", "lower"), text("f6", "hecho"), absent("f9")));

// ## Para pensar
//
// 1. `f3` estaba en las dos capas. Después de borrarlo, ¿qué hay en `upper`, y por qué no basta con quitarlo de ahí?
// 2. Borras `f6`, que solo está en `upper`. ¿Aparecerá un whiteout? Compruébalo con `lab.remove("f6")` y `lab.inspectWhiteouts()`.
// 3. Una capa de una imagen borra un archivo de 1 GB de la capa anterior. ¿Cuánto ocupa la imagen ahora?
// 4. Encuentra el error: «Si edito `lower/f1` mientras el overlay está montado, `merged` siempre enseñará el cambio».
//
// El laboratorio se desmonta y se borra solo cuando cierras el cuaderno. Para seguir leyendo: [Overlay Filesystem](https://docs.kernel.org/filesystems/overlayfs.html), en la documentación del núcleo, y [las capas](https://github.com/opencontainers/image-spec/blob/main/layer.md) en la especificación OCI.
