package org.vigil.models.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Mixing;
import org.vigil.models.augmentation.PictureBatches;
import org.vigil.models.dataset.Dataset;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.Examples;
import org.vigil.models.dataset.Item;
import org.vigil.models.dataset.MetadataEncoding;
import org.vigil.models.dataset.Part;
import org.vigil.models.dataset.PictureRef;
import org.vigil.models.dataset.Pictures;
import org.vigil.models.dataset.Splits;
import org.vigil.models.dataset.UnreadablePictureException;
import org.vigil.models.preprocess.Bitmap8;

/**
 * A data set's pictures, decoded once and framed, in memory; with labels and metadata. Thread-safe
 * once loaded.
 */
public final class TrainingData {
  private final Dataset dataset;
  private final View view;
  private final Map<Part, List<List<Bitmap8>>> pictures; // [part][item][role]
  private final List<String> unreadable;

  private TrainingData(
      Dataset dataset,
      View view,
      Map<Part, List<List<Bitmap8>>> pictures,
      List<String> unreadable) {
    this.dataset = dataset;
    this.view = view;
    this.pictures = pictures;
    this.unreadable = List.copyOf(unreadable);
  }

  /**
   * @param roles one picture of each is needed; none for the first picture, whatever it shows
   * @param mostUnreadable share of the items that may be left out, 0 to 1
   * @throws DatasetException if more items than that cannot be read, or a part is left with one
   *     class
   */
  public static TrainingData load(
      Dataset dataset, Pictures source, View view, List<String> roles, double mostUnreadable) {
    Map<Part, List<List<Bitmap8>>> framed = new EnumMap<>(Part.class);
    for (Part part : Part.values()) {
      framed.put(part, new ArrayList<>());
    }
    List<Item> kept = new ArrayList<>();
    List<String> unreadable = new ArrayList<>();
    for (Item item : dataset.items()) {
      Part part = item.part().orElseThrow();
      try {
        List<Bitmap8> read = new ArrayList<>();
        for (PictureRef picture : wanted(item, roles)) {
          var recipe = part == Part.TRAINING ? view.training() : view.scoring();
          read.add(recipe.framed(source.read(picture)));
        }
        framed.get(part).add(read);
        kept.add(item);
      } catch (UnreadablePictureException e) {
        unreadable.add(item.id() + ": " + e.getMessage());
      }
    }
    requireFew(dataset, unreadable, mostUnreadable);
    Dataset readable = dataset.with(kept);
    Splits.requireClasses(readable);
    return new TrainingData(readable, view, framed, unreadable);
  }

  private static void requireFew(Dataset dataset, List<String> unreadable, double most) {
    if (unreadable.size() > most * dataset.items().size()) {
      throw new DatasetException(
          "%d of %d items of %s cannot be read (%.1f%% allowed), the first: %s"
              .formatted(
                  unreadable.size(),
                  dataset.items().size(),
                  dataset.name(),
                  100 * most,
                  unreadable.getFirst()));
    }
  }

  private static List<PictureRef> wanted(Item item, List<String> roles) {
    if (roles.isEmpty()) {
      return List.of(item.pictures().getFirst());
    }
    return roles.stream()
        .map(
            role ->
                item.pictures().stream()
                    .filter(picture -> picture.role().equals(role))
                    .findFirst()
                    .orElseThrow(
                        () ->
                            new UnreadablePictureException(
                                role, "item " + item.id() + " has none")))
        .toList();
  }

  public Dataset dataset() {
    return dataset;
  }

  public View view() {
    return view;
  }

  /** Items left out, with the reason. */
  public List<String> unreadable() {
    return unreadable;
  }

  public List<Item> items(Part part) {
    return dataset.part(part);
  }

  /** Training pictures of one role with the items' targets. */
  private Examples examples(int role) {
    List<Item> items = items(Part.TRAINING);
    float[][] targets =
        items.stream().map(i -> dataset.labels().target(i.labels())).toArray(float[][]::new);
    List<List<Bitmap8>> own = pictures.get(Part.TRAINING);
    return new Examples() {
      @Override
      public int size() {
        return targets.length;
      }

      @Override
      public int outputs() {
        return targets[0].length;
      }

      @Override
      public Bitmap8 picture(int index) {
        return own.get(index).get(role);
      }

      @Override
      public float[] target(int index) {
        return targets[index];
      }
    };
  }

  /** Training pictures of one role as batches, each seen anew every time. */
  PictureBatches views(int role, Augmentation augmentation) {
    return new PictureBatches(examples(role), view.spec(), augmentation, new Mixing.None());
  }

  /** Metadata of a part as numbers, [item][column]. */
  float[][] metadata(Part part, MetadataEncoding encoding) {
    return items(part).stream()
        .map(item -> encoding.encode(item.metadata()).values())
        .toArray(float[][]::new);
  }

  /** What a network is asked about a part, item by item. */
  List<Question> questions(Part part, MetadataEncoding encoding) {
    float[][] metadata = metadata(part, encoding);
    List<Question> questions = new ArrayList<>();
    for (int i = 0; i < metadata.length; i++) {
      questions.add(new Question(pictures.get(part).get(i), metadata[i]));
    }
    return questions;
  }

  /**
   * @param pictures framed, one per role
   * @param metadata as numbers
   */
  record Question(List<Bitmap8> pictures, float[] metadata) {}
}
