package org.vigil.ingest.dicom.pdu;

/** Writes the variable fields of A-ASSOCIATE-RQ and -AC (PS3.8 tables 9-11 to 9-19). */
final class AssociateWriter {
  private static final byte[] RESERVED = new byte[32];

  private AssociateWriter() {}

  static byte[] request(AssociateRq rq) {
    ItemWriter out = fixed(rq.protocolVersion(), rq.called(), rq.calling());
    out.item(ItemType.APPLICATION_CONTEXT, rq.applicationContext());
    rq.contexts().forEach(c -> out.item(ItemType.PRESENTATION_CONTEXT_RQ, proposal(c)));
    return out.item(ItemType.USER_INFORMATION, user(rq.user())).toBytes();
  }

  static byte[] acceptance(AssociateAc ac) {
    ItemWriter out = fixed(ac.protocolVersion(), ac.called(), ac.calling());
    out.item(ItemType.APPLICATION_CONTEXT, ac.applicationContext());
    ac.contexts().forEach(c -> out.item(ItemType.PRESENTATION_CONTEXT_AC, answer(c)));
    return out.item(ItemType.USER_INFORMATION, user(ac.user())).toBytes();
  }

  private static ItemWriter fixed(int protocolVersion, AeTitle called, AeTitle calling) {
    return new ItemWriter()
        .put(out -> out.writeShort(protocolVersion))
        .put(out -> out.writeShort(0))
        .aeTitle(called)
        .aeTitle(calling)
        .put(out -> out.write(RESERVED));
  }

  private static byte[] proposal(ProposedContext context) {
    ItemWriter out = new ItemWriter().put(o -> o.write(new byte[] {(byte) context.id(), 0, 0, 0}));
    out.item(ItemType.ABSTRACT_SYNTAX, context.abstractSyntax());
    context.transferSyntaxes().forEach(syntax -> out.item(ItemType.TRANSFER_SYNTAX, syntax));
    return out.toBytes();
  }

  private static byte[] answer(AnsweredContext context) {
    byte[] head = {(byte) context.id(), 0, (byte) context.result().code(), 0};
    return new ItemWriter()
        .put(out -> out.write(head))
        .item(ItemType.TRANSFER_SYNTAX, context.transferSyntax())
        .toBytes();
  }

  private static byte[] user(UserInformation user) {
    ItemWriter out = new ItemWriter();
    out.item(
        ItemType.MAXIMUM_LENGTH,
        new ItemWriter().put(o -> o.writeInt((int) user.maximumLength())).toBytes());
    user.implementationClass().ifPresent(uid -> out.item(ItemType.IMPLEMENTATION_CLASS_UID, uid));
    user.asynchronousOperations()
        .ifPresent(window -> out.item(ItemType.ASYNCHRONOUS_OPERATIONS, operations(window)));
    user.roles().forEach(role -> out.item(ItemType.ROLE_SELECTION, role(role)));
    user.implementationVersion()
        .ifPresent(name -> out.item(ItemType.IMPLEMENTATION_VERSION_NAME, name));
    return out.toBytes();
  }

  private static byte[] operations(AsynchronousOperations window) {
    return new ItemWriter()
        .put(out -> out.writeShort(window.invoked()))
        .put(out -> out.writeShort(window.performed()))
        .toBytes();
  }

  private static byte[] role(RoleSelection role) {
    String uid = role.sopClass().value();
    return new ItemWriter()
        .put(out -> out.writeShort(uid.length()))
        .put(out -> out.writeBytes(uid))
        .put(out -> out.writeByte(role.scu() ? 1 : 0))
        .put(out -> out.writeByte(role.scp() ? 1 : 0))
        .toBytes();
  }
}
