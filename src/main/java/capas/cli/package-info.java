/**
 * The command line: {@code ./capas VERB …}.
 *
 * <p>Start with {@link capas.cli.Main}; each verb is a class of its own. Whatever is typed wrong
 * comes back as a {@link capas.cli.CommandException}, never as a stack trace. The script {@code
 * capas} at the top finds the JDK and builds; everything else happens here. Nothing here knows how
 * a lab or a kernel works: it sets the stage and starts them.
 */
package capas.cli;
