package capas.page;

import capas.Parts;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's Chromium, without a window, with a profile that is thrown away. */
final class Browser implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final ChromeDriver driver;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Skips the test, or fails it, where a page cannot be shown. */
  static void need() {
    Parts.need("Chromium", "chromium", () -> Files.isExecutable(CHROMIUM));
    Parts.need("Chromium's driver", "chromium-driver", () -> Files.isExecutable(DRIVER));
    Parts.need(
        "a Jupyter with pages",
        "jupyter-notebook",
        () -> Files.exists(Path.of("/usr/bin/jupyter-notebook")) || JupyterPage.isLab());
  }

  static Browser open(Path profile) {
    LoggingPreferences complaints = new LoggingPreferences();
    complaints.enable(LogType.BROWSER, Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toString());
    options.setCapability("goog:loggingPrefs", complaints);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1200,1600",
        "--lang=es",
        "--user-data-dir=" + profile);
    // Named, so that Selenium looks for no driver in the network.
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(DRIVER.toFile())
            .withEnvironment(Map.of("HOME", profile.toString()))
            .build();
    return new Browser(new ChromeDriver(service, options));
  }

  void go(URI address) {
    driver.get(address.toString());
  }

  void click(String selector) {
    until("something to click: " + selector, () -> !shown(selector).isEmpty());
    shown(selector).getFirst().click();
  }

  void clickLink(String text) {
    By link = By.xpath("//a[normalize-space()='" + text + "']");
    until("a link " + text, () -> !driver.findElements(link).isEmpty());
    driver.findElement(link).click();
  }

  private List<WebElement> shown(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream()
        .filter(WebElement::isDisplayed)
        .toList();
  }

  /** Goes on in the page that was opened last. */
  void turnToNewPage() {
    until("a new page", () -> driver.getWindowHandles().size() > 1);
    driver.switchTo().window(new ArrayList<>(driver.getWindowHandles()).getLast());
  }

  void until(String what, BooleanSupplier happened) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!happened.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited in vain for " + what + " in\n" + text());
      }
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  boolean isTrue(String script) {
    return Boolean.TRUE.equals(driver.executeScript("return Boolean(" + script + ")"));
  }

  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  List<String> texts(String selector) {
    return driver.findElements(By.cssSelector(selector)).stream()
        .map(element -> element.getDomProperty("textContent"))
        .toList();
  }

  /**
   * What the browser reported as severe, but for the widgets' extension: Debian's Notebook asks for
   * it, whether it is installed or not.
   */
  List<String> complaints() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(LogEntry::getMessage)
        .filter(message -> !message.contains("/nbextensions/widgets/"))
        .toList();
  }

  void screenshot(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
  }

  @Override
  public void close() {
    driver.quit();
  }
}
