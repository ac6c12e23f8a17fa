import Foundation

/// The file by which clients find the broker: its address on the first line, on the second an identifier of this run.
///
/// The embedded broker forgets everything at every stop; a client that finds another identifier than last time knows
/// that its positions mean nothing any more.
struct AddressFile {
    let path: String
    let text: String

    init(path: String, address: String, run: String) {
        self.path = path
        text = "\(address)\n\(run)\n"
    }

    /// 128 random bits in hexadecimal.
    static func newRun() -> String {
        var generator = SystemRandomNumberGenerator()
        return (0..<16).map { _ in
            let byte = UInt8.random(in: .min ... .max, using: &generator)
            return (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// Written beside and renamed, so that a reader sees all or nothing; only its owner may read it.
    func write() throws(BrokerFailure) {
        let draft = "\(path).\(getpid())"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard descriptor >= 0 else { throw Self.failure(path) }
        let bytes = Array(text.utf8)
        let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
        let closed = close(descriptor)
        guard written == bytes.count, closed == 0, rename(draft, path) == 0 else {
            let failure = Self.failure(path)
            unlink(draft)
            throw failure
        }
    }

    /// Removes it unless another broker has written its own there since.
    func remove() {
        guard let found = try? String(contentsOfFile: path, encoding: .utf8), found == text else { return }
        unlink(path)
    }

    private static func failure(_ path: String) -> BrokerFailure {
        .cannotCreate(
            "address file \(path) cannot be written (\(String(cString: strerror(errno)))): "
                + "name a file in a folder that exists and is writable")
    }
}
