package org.vigil.retrieval.opensearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Locale;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.opensearch.client.json.jackson.JacksonJsonpMapper;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.index.CaseIndex;
import org.vigil.retrieval.index.CaseIndexes;
import org.vigil.schemas.id.Sha256;

/** The indexes of one OpenSearch cluster, one for each embedding space. Owns its connections. */
public final class OpenSearchIndexes implements CaseIndexes {
  private static final int DIGITS = 8;

  private final OpenSearchTransport transport;
  private final OpenSearchClient client;
  private final OpenSearchSettings settings;

  private OpenSearchIndexes(OpenSearchTransport transport, OpenSearchSettings settings) {
    this.transport = transport;
    this.client = new OpenSearchClient(transport);
    this.settings = settings;
  }

  public static OpenSearchIndexes connect(OpenSearchSettings settings) {
    URI url = settings.url();
    HttpHost host = new HttpHost(url.getScheme(), url.getHost(), url.getPort());
    Timeout limit = Timeout.of(settings.timeLimit());
    return new OpenSearchIndexes(
        ApacheHttpClient5TransportBuilder.builder(host)
            .setMapper(new JacksonJsonpMapper())
            .setRequestConfigCallback(request -> request.setResponseTimeout(limit))
            .setHttpClientConfigCallback(
                http -> {
                  BasicCredentialsProvider known = new BasicCredentialsProvider();
                  settings
                      .username()
                      .ifPresent(
                          name ->
                              known.setCredentials(
                                  new AuthScope(host),
                                  new UsernamePasswordCredentials(
                                      name, settings.password().orElse("").toCharArray())));
                  return http.setDefaultCredentialsProvider(known);
                })
            .build(),
        settings);
  }

  @Override
  public boolean exists(EmbeddingSpace space) {
    try {
      return client.indices().exists(e -> e.index(name(space))).value();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OpenSearchException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @Override
  public CaseIndex open(EmbeddingSpace space) {
    return new OpenSearchCaseIndex(client, name(space), exists(space), settings);
  }

  /** Names of indexes have no capitals, which versions may have: the digest keeps them apart. */
  static String name(EmbeddingSpace space) {
    return "vigil-%s-%s-%s"
        .formatted(
            space.slot(), space.version(), Sha256.of(space.toString()).hex().substring(0, DIGITS))
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public void close() {
    try {
      transport.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
