import CRDKafka

/// What the C library's allocator is told once in a process that reads or writes Kafka.
///
/// A batch takes a few megabytes and gives all of it back; at its defaults glibc returns them to the kernel each time,
/// and page by page they are faulted in again for the next batch. So up to 8 MB an arena stay with the process. Naming
/// one threshold ends the adjusting of the other, which a batch's lists exceed: hence both.
enum Allocator {
    static let prepared: Void = alp_prepare_allocator(1 << 20, 8 << 20, 4 << 20)
}
