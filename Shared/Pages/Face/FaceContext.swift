import Hummingbird
import NIOCore

/// What Hummingbird hands over with a request: the connection it came by.
struct FaceContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The peer's address without its port; forwarded addresses are not believed.
    var peer: String { channel.remoteAddress?.ipAddress ?? "unknown" }

    /// Closes the connection after the response had time to be read, whatever the peer still sends.
    func closeSoon() {
        let channel = channel
        channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
    }
}
