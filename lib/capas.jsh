// Capas in JShell: the names that a lesson uses.
//   lib/private-mounts jshell --class-path lib/capas.jar --startup DEFAULT --startup lib/capas.jsh
// ./capas jshell does this, and shows results as a shell does.
import capas.lab.*;
import capas.words.*;
import static capas.jshell.Show.display;
import static capas.lab.Expectation.*;
