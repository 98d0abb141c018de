package org.vigil.platform.store;

import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.UploadObjectArgs;
import io.minio.errors.ErrorResponseException;
import io.minio.messages.Item;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;

/** An {@link ObjectStore} over any S3-compatible service, through MinIO's client. Thread-safe. */
public final class S3ObjectStore implements ObjectStore {
  private final MinioClient client;

  public S3ObjectStore(MinioClient client) {
    this.client = client;
  }

  public static S3ObjectStore connect(StoreSettings settings) {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .connectTimeout(settings.timeout())
            .readTimeout(settings.timeout())
            .writeTimeout(settings.timeout())
            .build();
    MinioClient.Builder builder =
        MinioClient.builder()
            .endpoint(settings.endpoint().toString())
            .region(settings.region())
            .httpClient(http);
    settings
        .accessKey()
        .ifPresent(key -> builder.credentials(key, settings.secretKey().orElse("")));
    return new S3ObjectStore(builder.build());
  }

  @Override
  public void put(ObjectKey key, byte[] bytes, String contentType) {
    call(
        key,
        () ->
            client.putObject(
                PutObjectArgs.builder().bucket(key.bucket().bucketName()).object(key.key()).stream(
                        new ByteArrayInputStream(bytes), bytes.length, -1)
                    .contentType(contentType)
                    .build()));
  }

  @Override
  public boolean putIfAbsent(ObjectKey key, byte[] bytes, String contentType) {
    return call(key, () -> putConditionally(key, bytes, contentType));
  }

  private boolean putConditionally(ObjectKey key, byte[] bytes, String contentType)
      throws Exception {
    try {
      client.putObject(
          PutObjectArgs.builder().bucket(key.bucket().bucketName()).object(key.key()).stream(
                  new ByteArrayInputStream(bytes), bytes.length, -1)
              .contentType(contentType)
              .headers(Map.of("If-None-Match", "*"))
              .build());
      return true;
    } catch (ErrorResponseException e) {
      if ("PreconditionFailed".equals(e.errorResponse().code())) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void put(ObjectKey key, Path file, String contentType) {
    call(
        key,
        () ->
            client.uploadObject(
                UploadObjectArgs.builder()
                    .bucket(key.bucket().bucketName())
                    .object(key.key())
                    .filename(file.toString())
                    .contentType(contentType)
                    .build()));
  }

  @Override
  public byte[] get(ObjectKey key) {
    try (InputStream in = open(key)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new StoreUnavailableException(e);
    }
  }

  @Override
  public InputStream open(ObjectKey key) {
    return call(
        key,
        () ->
            client.getObject(
                GetObjectArgs.builder()
                    .bucket(key.bucket().bucketName())
                    .object(key.key())
                    .build()));
  }

  @Override
  public Optional<Long> size(ObjectKey key) {
    try {
      return Optional.of(
          call(
              key,
              () ->
                  client
                      .statObject(
                          StatObjectArgs.builder()
                              .bucket(key.bucket().bucketName())
                              .object(key.key())
                              .build())
                      .size()));
    } catch (ObjectMissingException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<ObjectKey> list(Bucket bucket, String prefix) {
    List<ObjectKey> keys = new ArrayList<>();
    ListObjectsArgs args =
        ListObjectsArgs.builder()
            .bucket(bucket.bucketName())
            .prefix(prefix)
            .recursive(true)
            .build();
    for (Result<Item> result : client.listObjects(args)) {
      String name = call(null, () -> result.get().objectName());
      keys.add(new ObjectKey(bucket, name));
    }
    return keys;
  }

  @Override
  public void delete(ObjectKey key) {
    call(
        key,
        () -> {
          client.removeObject(
              RemoveObjectArgs.builder()
                  .bucket(key.bucket().bucketName())
                  .object(key.key())
                  .build());
          return null;
        });
  }

  @Override
  public void createMissingBuckets() {
    for (Bucket bucket : Bucket.values()) {
      String name = bucket.bucketName();
      if (!call(null, () -> client.bucketExists(BucketExistsArgs.builder().bucket(name).build()))) {
        call(null, () -> makeBucket(name));
      }
    }
  }

  private Void makeBucket(String name) throws Exception {
    client.makeBucket(MakeBucketArgs.builder().bucket(name).build());
    return null;
  }

  @Override
  public boolean isReachable() {
    try {
      return client.bucketExists(
          BucketExistsArgs.builder().bucket(Bucket.IMAGES.bucketName()).build());
    } catch (Exception e) { // Whatever is wrong, the answer is no.
      return false;
    }
  }

  private static <R> R call(ObjectKey key, StoreCall<R> call) {
    try {
      return call.run();
    } catch (ErrorResponseException e) {
      if ("NoSuchKey".equals(e.errorResponse().code())) {
        throw new ObjectMissingException(key);
      }
      throw new StoreUnavailableException(e);
    } catch (Exception e) { // MinIO's client declares a dozen unrelated exceptions.
      throw new StoreUnavailableException(e);
    }
  }

  @FunctionalInterface
  private interface StoreCall<R> {
    R run() throws Exception;
  }
}
