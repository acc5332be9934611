package dev.darkroom.local;

import java.io.InputStream;
import java.util.List;
import org.gaul.s3proxy.blobstore.BlobStore;
import org.gaul.s3proxy.blobstore.ForwardingBlobStore;
import org.gaul.s3proxy.blobstore.domain.MultipartUpload;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.Part;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** Keeps each object of a folder under the {@link FileName} of its key. */
final class PlainFileNames extends ForwardingBlobStore {
  PlainFileNames(BlobStore folder) {
    super(folder);
  }

  @Override
  public PutObjectResponse putBlob(PutObjectRequest put, InputStream content) {
    return super.putBlob(put.copy(it -> it.key(FileName.of(put.key()))), content);
  }

  @Override
  public ResponseInputStream<GetObjectResponse> getBlob(GetObjectRequest get) {
    return super.getBlob(get.copy(it -> it.key(FileName.of(get.key()))));
  }

  @Override
  public HeadObjectResponse blobMetadata(HeadObjectRequest head) {
    return super.blobMetadata(head.copy(it -> it.key(FileName.of(head.key()))));
  }

  @Override
  public boolean blobExists(String bucket, String key) {
    return super.blobExists(bucket, FileName.of(key));
  }

  @Override
  public DeleteObjectResponse removeBlob(DeleteObjectRequest delete) {
    return super.removeBlob(delete.copy(it -> it.key(FileName.of(delete.key()))));
  }

  @Override
  public CopyObjectResponse copyBlob(CopyObjectRequest copy) {
    return super.copyBlob(
        copy.copy(
            it ->
                it.sourceKey(FileName.of(copy.sourceKey()))
                    .destinationKey(FileName.of(copy.destinationKey()))));
  }

  @Override
  public ListObjectsV2Response list(ListObjectsV2Request list) {
    var found =
        super.list(
            list.copy(
                it -> {
                  if (list.prefix() != null) {
                    it.prefix(FileName.of(list.prefix()));
                  }
                  if (list.startAfter() != null) {
                    it.startAfter(FileName.of(list.startAfter()));
                  }
                }));
    var objects =
        found.contents().stream()
            .map(object -> object.copy(it -> it.key(FileName.key(object.key()))))
            .toList();
    var folders =
        found.commonPrefixes().stream()
            .map(folder -> CommonPrefix.builder().prefix(FileName.key(folder.prefix())).build())
            .toList();
    return found.copy(
        it ->
            it.contents(objects)
                .commonPrefixes(folders)
                .prefix(list.prefix())
                .startAfter(list.startAfter()));
  }

  @Override
  public MultipartUpload initiateMultipartUpload(CreateMultipartUploadRequest create) {
    return super.initiateMultipartUpload(named(create));
  }

  @Override
  public UploadPartResponse uploadMultipartPart(
      MultipartUpload upload, UploadPartRequest part, InputStream content) {
    return super.uploadMultipartPart(named(upload), part, content);
  }

  @Override
  public CompleteMultipartUploadResponse completeMultipartUpload(
      MultipartUpload upload, CompleteMultipartUploadRequest complete) {
    return super.completeMultipartUpload(named(upload), complete);
  }

  @Override
  public List<Part> listMultipartUpload(MultipartUpload upload) {
    return super.listMultipartUpload(named(upload));
  }

  @Override
  public void abortMultipartUpload(MultipartUpload upload) {
    super.abortMultipartUpload(named(upload));
  }

  private static MultipartUpload named(MultipartUpload upload) {
    return new MultipartUpload(upload.id(), named(upload.request()), upload.response());
  }

  private static CreateMultipartUploadRequest named(CreateMultipartUploadRequest create) {
    return create.copy(it -> it.key(FileName.of(create.key())));
  }
}
