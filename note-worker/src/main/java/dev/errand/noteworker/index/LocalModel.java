package dev.errand.noteworker.index;

import dev.langchain4j.model.embedding.onnx.allminilml6v2q.AllMiniLmL6V2QuantizedEmbeddingModel;

/**
 * all-MiniLM-L6-v2, quantized, from the artifact it ships in: 23 MB, read when it is first needed.
 * It asks no network. Of its tokenizer's library, which would, both ways are shut: it counts its
 * starts somewhere unless told not to, and looks for what it lacks.
 */
public final class LocalModel implements Embedding {

  /** The model reads 256 word pieces, some 1,000 letters; with the title that is plenty. */
  private static final int MOST_LETTERS = 1_200;

  /** Made when it is first asked for. */
  private static final class Loaded {

    private static final AllMiniLmL6V2QuantizedEmbeddingModel MODEL = load();

    private static AllMiniLmL6V2QuantizedEmbeddingModel load() {
      System.setProperty("OPT_OUT_TRACKING", "true");
      System.setProperty("ai.djl.offline", "true");
      return new AllMiniLmL6V2QuantizedEmbeddingModel(Runnable::run);
    }
  }

  @Override
  public float[] of(String text) {
    return Loaded.MODEL
        .embed(text.length() <= MOST_LETTERS ? text : text.substring(0, MOST_LETTERS))
        .content()
        .vector();
  }
}
