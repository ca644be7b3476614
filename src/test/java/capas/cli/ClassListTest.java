package capas.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import capas.words.Language;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a teacher exports from a spreadsheet. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClassListTest {

  @TempDir private Path folder;

  private ClassList read(String text, Charset letters) throws IOException {
    Path file = folder.resolve("class.csv");
    Files.write(file, text.getBytes(letters));
    return ClassList.read(file, List.of("root", "mallory")::contains);
  }

  private ClassList read(String text) throws IOException {
    return read(text, Charset.forName("UTF-8"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ana García Núñez,\n\"Pérez, Luis\",luisp\n",
        "Nombre,Usuario\r\nAna García Núñez\r\n\r\n\"Pérez, Luis\",luisp",
        "\ufeffname;user;group\nAna García Núñez;;A\nPérez, Luis;luisp;B\n",
        "Ana García Núñez\t\nPérez, Luis\tluisp\n",
      })
  void has_the_same_students_however_it_was_saved(String text) throws IOException {
    ClassList list = read(text);
    assertEquals(List.of(), list.problems());
    assertEquals(
        List.of(
            new ClassList.Student("ana-garcia-nunez", "Ana García Núñez"),
            new ClassList.Student("luisp", "Pérez, Luis")),
        list.students());
  }

  @Test
  void may_be_in_the_letters_of_Windows() throws IOException {
    ClassList list = read("Begoña Muñiz\n", Charset.forName("windows-1252"));
    assertEquals(List.of(new ClassList.Student("begona-muniz", "Begoña Muñiz")), list.students());
  }

  @Test
  void names_each_bad_line_with_its_number_and_reason() throws IOException {
    ClassList list =
        read(
            "ana\nAna\nroot\nEva,Mal Nombre\nEva,../eva\n李\n\"\",\nmallory,\n-rf,-rf\n\u001b[2J,x y\n");
    assertEquals(
        List.of(
            "2 twice",
            "3 taken",
            "4 bad-user",
            "5 bad-user",
            "6 no-name",
            "7 no-name",
            "8 taken",
            "9 bad-user",
            "10 bad-user"),
        list.problems().stream().map(problem -> problem.line() + " " + problem.key()).toList());
    for (Language language : Language.values()) {
      for (ClassList.Problem problem : list.problems()) {
        String said = problem.in(language);
        assertTrue(said.contains(String.valueOf(problem.line())), said);
        assertTrue(said.chars().noneMatch(Character::isISOControl), said);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "Ana, ana",
    "  José  María-Ñíguez (2.º B) , jose-maria-niguez-2-b",
    "3 Ana, ana",
    "María de los Ángeles Fernández de Córdoba, maria-de-los-angeles-fernandez-d",
  })
  void makes_of_a_name_a_user_that_useradd_takes(String name, String user) {
    assertEquals(user, ClassList.userOf(name));
  }
}
