package dev.headwater.jobs.cli.words;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Help.Ansi;

/**
 * What every command prints its words through, so that none of them has to think of {@link
 * Visible}. Documents for programs go past it as they are.
 */
public final class Terminal {
  private static volatile Optional<PrintStream> unguarded = Optional.empty();

  private Terminal() {}

  /** Guards this process's output, once. */
  public static void guard() {
    unguarded = Optional.of(System.out);
    System.setOut(guarded(System.out, Ansi.AUTO.enabled()));
    System.setErr(guarded(System.err, Ansi.AUTO.enabled()));
  }

  /** For documents. */
  public static PrintStream documents() {
    return unguarded.orElse(System.out);
  }

  /** For documents that are made elsewhere: as they are, unless a person looks at them. */
  @SuppressWarnings("SystemConsoleNull") // changes with Java 22, and Headwater runs on 17
  public static PrintStream rows() {
    return System.console() == null ? documents() : System.out;
  }

  /**
   * A stream before a stream.
   *
   * @param styled whether words have bold and colours of our own
   */
  static PrintStream guarded(PrintStream target, boolean styled) {
    Charset charset = Charset.defaultCharset();
    return new PrintStream(new Guard(target, charset, styled), true, charset);
  }

  /** Takes bytes, since that is what writers before a stream give it. Not thread-safe by itself. */
  private static final class Guard extends OutputStream {
    private static final Pattern STYLE = Pattern.compile("\u001B\\[[0-9;]*m");

    private final PrintStream target;
    private final CharsetDecoder decoder;
    private final boolean styled;
    private ByteBuffer rest = ByteBuffer.allocate(0);

    Guard(PrintStream target, Charset charset, boolean styled) {
      this.target = target;
      this.styled = styled;
      this.decoder =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPLACE)
              .onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      ByteBuffer all = ByteBuffer.allocate(rest.remaining() + length);
      all.put(rest).put(bytes, offset, length).flip();
      CharBuffer text = CharBuffer.allocate(all.remaining());
      decoder.decode(all, text, false);
      rest = all.slice();
      target.print(safe(text.flip().toString()));
    }

    private String safe(String text) {
      if (!styled) {
        return Visible.text(text);
      }
      StringBuilder safe = new StringBuilder();
      Matcher style = STYLE.matcher(text);
      int done = 0;
      while (style.find()) {
        safe.append(Visible.text(text.substring(done, style.start()))).append(style.group());
        done = style.end();
      }
      return safe.append(Visible.text(text.substring(done))).toString();
    }

    @Override
    public void flush() {
      target.flush();
    }
  }
}
