package capas.notebook;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

@DisplayNameGeneration(ReplaceUnderscores.class)
class CheckpointsTest {

  @Test
  void stand_at_the_start_of_a_method_and_before_a_jump_back() {
    assertEquals(List.of("pass", "work", "pass"), calls(Checkpoints.putInto(looping(1))));
  }

  @Test
  void are_left_out_of_a_class_that_is_newer_than_ASM() {
    byte[] future = looping(1);
    future[6] = 0x7F;
    assertSame(future, Checkpoints.putInto(future));
  }

  @Test
  void are_left_out_of_a_method_that_has_no_room_for_them() {
    byte[] full = looping(21_843);
    assertArrayEquals(full, Checkpoints.putInto(full));
  }

  /** A class with one method, which calls {@code work} so many times in an endless loop. */
  private static byte[] looping(int times) {
    ClassWriter writer = new ClassWriter(0);
    writer.visit(Opcodes.V21, Opcodes.ACC_PUBLIC, "Loop", null, "java/lang/Object", null);
    MethodVisitor method = writer.visitMethod(Opcodes.ACC_STATIC, "run", "()V", null, null);
    method.visitCode();
    Label start = new Label();
    method.visitLabel(start);
    for (int i = 0; i < times; i++) {
      method.visitMethodInsn(Opcodes.INVOKESTATIC, "Loop", "work", "()V", false);
    }
    method.visitJumpInsn(Opcodes.GOTO, start);
    method.visitMaxs(0, 0);
    method.visitEnd();
    return writer.toByteArray();
  }

  private static List<String> calls(byte[] compiled) {
    List<String> names = new ArrayList<>();
    new ClassReader(compiled)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public MethodVisitor visitMethod(
                  int access, String name, String type, String signature, String[] exceptions) {
                return new MethodVisitor(Opcodes.ASM9) {
                  @Override
                  public void visitMethodInsn(
                      int opcode, String owner, String called, String type, boolean isInterface) {
                    names.add(called);
                  }
                };
              }
            },
            0);
    return names;
  }
}
