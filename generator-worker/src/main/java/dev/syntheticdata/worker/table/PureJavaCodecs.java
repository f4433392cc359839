package dev.syntheticdata.worker.table;

import io.airlift.compress.Compressor;
import io.airlift.compress.Decompressor;
import io.airlift.compress.lz4.Lz4Compressor;
import io.airlift.compress.lz4.Lz4Decompressor;
import io.airlift.compress.snappy.SnappyCompressor;
import io.airlift.compress.snappy.SnappyDecompressor;
import io.airlift.compress.zstd.ZstdCompressor;
import io.airlift.compress.zstd.ZstdDecompressor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * The codecs of Parquet pages without a native library, so that the worker runs with a read-only
 * root file system and a {@code noexec} temporary directory, and so that the bytes written do not
 * depend on the system's libraries.
 */
final class PureJavaCodecs implements CompressionCodecFactory {

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName name) {
    return switch (name) {
      case UNCOMPRESSED -> new Uncompressed();
      case SNAPPY -> new Block(name, new SnappyCompressor(), null);
      case ZSTD -> new Block(name, new ZstdCompressor(), null);
      case LZ4_RAW -> new Block(name, new Lz4Compressor(), null);
      default -> throw new UnsupportedOperationException("no compressor for " + name);
    };
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName name) {
    return switch (name) {
      case UNCOMPRESSED -> new Uncompressed();
      case SNAPPY -> new Block(name, null, new SnappyDecompressor());
      case ZSTD -> new Block(name, null, new ZstdDecompressor());
      case LZ4_RAW -> new Block(name, null, new Lz4Decompressor());
      case GZIP -> new Gzip();
      default ->
          throw new UnsupportedOperationException(
              "Parquet compression " + name + " is not supported; use ZSTD, SNAPPY, GZIP or none");
    };
  }

  @Override
  public void release() {}

  /** A codec of whole blocks: each page is one. */
  private record Block(CompressionCodecName name, Compressor compressor, Decompressor decompressor)
      implements BytesInputCompressor, BytesInputDecompressor {

    @Override
    public BytesInput compress(BytesInput bytes) throws IOException {
      byte[] in = bytesOf(bytes);
      byte[] out = new byte[compressor.maxCompressedLength(in.length)];
      int length = compressor.compress(in, 0, in.length, out, 0, out.length);
      return BytesInput.from(Arrays.copyOf(out, length));
    }

    @Override
    public CompressionCodecName getCodecName() {
      return name;
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      byte[] in = bytesOf(bytes);
      byte[] out = new byte[size];
      decompressor.decompress(in, 0, in.length, out, 0, size);
      return BytesInput.from(out);
    }

    @Override
    public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize)
        throws IOException {
      copyThrough(this, in, inSize, out, outSize);
    }

    @Override
    public void release() {}
  }

  private record Gzip() implements BytesInputDecompressor {

    @Override
    public BytesInput decompress(BytesInput bytes, int size) throws IOException {
      try (var in = new GZIPInputStream(new ByteArrayInputStream(bytesOf(bytes)))) {
        return BytesInput.from(in.readNBytes(size));
      }
    }

    @Override
    public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize)
        throws IOException {
      copyThrough(this, in, inSize, out, outSize);
    }

    @Override
    public void release() {}
  }

  private record Uncompressed() implements BytesInputCompressor, BytesInputDecompressor {

    @Override
    public BytesInput compress(BytesInput bytes) {
      return bytes;
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.UNCOMPRESSED;
    }

    @Override
    public BytesInput decompress(BytesInput bytes, int size) {
      return bytes;
    }

    @Override
    public void decompress(ByteBuffer in, int inSize, ByteBuffer out, int outSize)
        throws IOException {
      copyThrough(this, in, inSize, out, outSize);
    }

    @Override
    public void release() {}
  }

  private static byte[] bytesOf(BytesInput input) throws IOException {
    var bytes = new ByteArrayOutputStream(Math.toIntExact(input.size()));
    input.writeAllTo(bytes);
    return bytes.toByteArray();
  }

  private static void copyThrough(
      BytesInputDecompressor codec, ByteBuffer in, int inSize, ByteBuffer out, int outSize)
      throws IOException {
    byte[] compressed = new byte[inSize];
    in.get(compressed);
    out.put(bytesOf(codec.decompress(BytesInput.from(compressed), outSize)));
  }
}
