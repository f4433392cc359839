package dev.syntheticdata.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What Linux says of a process.
 *
 * @param pid its number
 */
record ProcessView(long pid) {

  private static final double TICKS_PER_SECOND = 100;

  /** Resident memory now, in MiB. */
  double residentMib() {
    return field("status", "VmRSS") / 1024.0;
  }

  /** The most memory that ever was resident, in MiB. */
  double peakResidentMib() {
    return field("status", "VmHWM") / 1024.0;
  }

  /** Resident memory with shared pages counted by their share, in MiB. */
  double proportionalMib() {
    return field("smaps_rollup", "Pss") / 1024.0;
  }

  /** Threads now. */
  int threads() {
    return (int) field("status", "Threads");
  }

  /** Open files now. */
  int files() {
    try (var files = Files.list(directory().resolve("fd"))) {
      return (int) files.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Processor time since its start, in seconds. */
  double cpuSeconds() {
    var stat = read("stat");
    // The name in parentheses may hold spaces; user and system time are fields 14 and 15.
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
  }

  /** Processor seconds of this process and of those it started, by program. */
  static Map<String, Double> cpuOfAll() {
    var result = new TreeMap<String, Double>();
    result.put("bench", new ProcessView(ProcessHandle.current().pid()).cpuSeconds());
    ProcessHandle.current()
        .children()
        .forEach(
            child -> {
              var command = child.info().command().orElse("?");
              var name = Path.of(command).getFileName().toString();
              result.merge(
                  name.equals("java") ? "operator" : name,
                  new ProcessView(child.pid()).cpuSeconds(),
                  Double::sum);
            });
    return result;
  }

  private long field(String file, String name) {
    var matcher = Pattern.compile("(?m)^" + name + ":\\s+(\\d+)").matcher(read(file));
    if (!matcher.find()) {
      throw new IllegalStateException(file + " of process " + pid + " tells no " + name);
    }
    return Long.parseLong(matcher.group(1));
  }

  private String read(String file) {
    try {
      return Files.readString(directory().resolve(file));
    } catch (NoSuchFileException e) {
      throw new IllegalStateException("process " + pid + " has ended", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path directory() {
    return Path.of("/proc", Long.toString(pid));
  }
}
