// Capas in JShell: imports, and a way of showing results as a shell does.
//   jshell --class-path lib/capas.jar --startup DEFAULT --startup lib/capas.jsh
import capas.lab.*;
import capas.words.*;
import static capas.jshell.Show.show;
import static capas.lab.Expectation.*;
/set mode capas normal -command
/set prompt capas "\ncapas> " "  ...> "
/set format capas display "{pre}{name} = {value}{post}" added,modified,replaced-vardecl,varinit,assignment
/set format capas display "{value}" expression,tempvar
/set format capas pre ""
/set format capas post "\n"
/set truncation capas 1000000
/set feedback capas
