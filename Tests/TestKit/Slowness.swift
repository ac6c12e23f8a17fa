import Foundation

/// Is busy for a while on the calling thread, as a slow handler or a server that is away is. Not for waiting until
/// something is so: that is `eventually`'s.
package func beSlow(for duration: Duration) {
    Thread.sleep(forTimeInterval: duration / .seconds(1))
}
