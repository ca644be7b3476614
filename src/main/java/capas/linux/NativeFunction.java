package capas.linux;

import com.kenai.jffi.CallContext;
import com.kenai.jffi.CallingConvention;
import com.kenai.jffi.Invoker;
import com.kenai.jffi.Library;
import com.kenai.jffi.Type;
import java.util.Collections;

/**
 * A function of the C library that takes some words and answers one: numbers and addresses. jnr-ffi
 * would write a class for such functions at every start; this is the layer below it.
 *
 * <p>Whoever wants an {@code int} cuts the answer off, for the upper half of the word is not said.
 */
final class NativeFunction {

  private static final Invoker INVOKER = Invoker.getInstance();

  private final long address;
  private final CallContext words;

  private NativeFunction(long address, CallContext words) {
    this.address = address;
    this.words = words;
  }

  static NativeFunction of(String name, int words) {
    Type[] types = Collections.nCopies(words, Type.SLONG_LONG).toArray(new Type[0]);
    return new NativeFunction(
        Library.getDefault().getSymbolAddress(name),
        CallContext.getCallContext(Type.SLONG_LONG, types, CallingConvention.DEFAULT, true));
  }

  long call(long first) {
    return INVOKER.invokeL1(words, address, first);
  }

  long call(long first, long second) {
    return INVOKER.invokeL2(words, address, first, second);
  }

  long call(long first, long second, long third) {
    return INVOKER.invokeL3(words, address, first, second, third);
  }

  long call(long first, long second, long third, long fourth) {
    return INVOKER.invokeL4(words, address, first, second, third, fourth);
  }

  long call(long first, long second, long third, long fourth, long fifth) {
    return INVOKER.invokeL5(words, address, first, second, third, fourth, fifth);
  }
}
