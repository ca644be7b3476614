package capas.notebook;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Puts a {@link Checkpoint} at the start of each method of a class and before each jump back. */
final class Checkpoints {

  private static final String OWNER = Checkpoint.class.getName().replace('.', '/');

  private Checkpoints() {}

  /**
   * The class with its checkpoints. A class from a JDK newer than ASM, or one with a method that
   * has no room for more, stays as it is: a cell that can only be given up is better than none.
   */
  static byte[] putInto(byte[] compiled) {
    try {
      ClassReader reader = new ClassReader(compiled);
      ClassWriter writer = new ClassWriter(reader, 0);
      reader.accept(new OfClass(writer), 0);
      return writer.toByteArray();
    } catch (IllegalArgumentException | MethodTooLargeException e) {
      return compiled;
    }
  }

  private static final class OfClass extends ClassVisitor {
    OfClass(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new OfMethod(next, name.startsWith("<"));
    }
  }

  private static final class OfMethod extends MethodVisitor {
    private final Set<Label> passed = new HashSet<>();
    private final boolean initializer;

    OfMethod(MethodVisitor next, boolean initializer) {
      super(Opcodes.ASM9, next);
      this.initializer = initializer;
    }

    @Override
    public void visitCode() {
      super.visitCode();
      if (!initializer) {
        checkpoint();
      }
    }

    @Override
    public void visitLabel(Label label) {
      passed.add(label);
      super.visitLabel(label);
    }

    @Override
    public void visitJumpInsn(int opcode, Label target) {
      if (passed.contains(target)) {
        checkpoint();
      }
      super.visitJumpInsn(opcode, target);
    }

    private void checkpoint() {
      super.visitMethodInsn(Opcodes.INVOKESTATIC, OWNER, "pass", "()V", false);
    }
  }
}
