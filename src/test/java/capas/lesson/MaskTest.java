package capas.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes by itself looks the same in every run; nothing else is touched. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MaskTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "overlay on /var/tmp/capas-a91f_3/lab/merged | overlay on /var/tmp/capas-lab/lab/merged",
        "see (/tmp/capas-17). | see (/var/tmp/capas-lab).",
        "c--------- 2 root root 0, 0 Nov 23 02:58 f2 | c--------- 2 root root 0, 0 Mar 22 08:13 f2",
        "-rw-r--r-- 1 root root 27 Jan  1 23:59 f1 | -rw-r--r-- 1 root root 27 Mar 22 08:13 f1",
        "on 2027-01-31 04:05:06.789 | on 2026-03-22 08:13",
        "work/work/#1f | work/work/#3",
        "java.lang.Object@5e2de80c | java.lang.Object@1b2c3d",
        "f1 f2 f3 4096 | f1 f2 f3 4096",
        "me@example.org | me@example.org",
      })
  void of_one_line(String seen, String masked) {
    assertEquals(masked, new Mask().text(seen));
  }
}
