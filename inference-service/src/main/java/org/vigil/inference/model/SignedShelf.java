package org.vigil.inference.model;

import java.util.function.Function;
import org.vigil.models.bundle.BundleException;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.bundle.BundleVerifier;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.schemas.event.BundleRef;

/**
 * A shelf that gives only bundles which somebody we trust has signed. The manifest, which holds the
 * digests of all other files, is checked before it is given.
 *
 * @param shelf where the files are
 * @param verifier whom we trust
 */
public record SignedShelf(Function<BundleRef, BundleFiles> shelf, BundleVerifier verifier)
    implements Function<BundleRef, BundleFiles> {

  @Override
  public BundleFiles apply(BundleRef ref) {
    BundleFiles files = shelf.apply(ref);
    return name -> name.equals(BundleFiles.MANIFEST) ? verified(files) : files.read(name);
  }

  private byte[] verified(BundleFiles files) {
    byte[] manifest = files.read(BundleFiles.MANIFEST);
    try {
      verifier.require(manifest, files.read(BundleFiles.SIGNATURE));
    } catch (ObjectMissingException e) {
      throw new BundleException("the bundle is not signed", e);
    }
    return manifest;
  }
}
