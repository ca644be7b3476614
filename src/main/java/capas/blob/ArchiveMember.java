package capas.blob;

import java.util.Optional;

/**
 * A file in an archive.
 *
 * @param offsetInBytes where its bytes begin in the archive
 * @param target the name of the file that this link stands for, if it is a link
 */
record ArchiveMember(long offsetInBytes, long sizeInBytes, Optional<String> target) {}
