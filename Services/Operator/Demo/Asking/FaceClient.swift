import AsyncHTTPClient
import Foundation
import Messages
import NIOCore
import NIOHTTP1
import Pages

/// What a service's listener answered.
struct FaceReply: Sendable {
    var status: Int
    var type: String
    var body: Data

    var isProblem: Bool { type.hasPrefix(Problem.mediaType) }

    /// Nil unless it is JSON.
    var json: JSONTree? { try? JSONDecoder().decode(JSONTree.self, from: body) }

    /// « title: detail; field: message », for a failure's line.
    var words: String {
        guard let problem = try? JSONDecoder().decode(Problem.self, from: body) else {
            return SafeText.line(String(String(decoding: body, as: UTF8.self).prefix(200)))
        }
        let faults = (problem.errors ?? []).map { "\($0.field): \($0.message)" }
        return ([problem.title, problem.detail].compactMap { $0 } + faults).map(SafeText.line).joined(separator: ": ")
    }
}

/// One request to a listener.
struct FaceRequest: Sendable {
    var method: HTTPMethod = .GET
    /// With its query.
    var path: String
    var token: Token?
    var key: String?
    var accept: String?
    var body: Body?

    enum Body: Sendable {
        case json(JSONTree)
        case data(Data, type: String)
    }

    /// A question.
    static func get(_ path: String, as token: Token?, accept: String? = nil) -> FaceRequest {
        FaceRequest(path: path, token: token, accept: accept)
    }

    /// An act; `key` is the idempotency key, by which a repetition is known.
    static func post(_ path: String, _ body: JSONTree, key: String, as token: Token?) -> FaceRequest {
        FaceRequest(method: .POST, path: path, token: token, key: key, body: .json(body))
    }
}

/// Sends requests over HTTP/1.1. Thread-safe.
struct FaceClient: Sendable {
    let http: HTTPClient
    /// More than any list of the services.
    private static let answerLimit = 64 << 20

    /// Of a demonstration's own: connections are kept, and none is tried twice unseen.
    static func make() -> FaceClient {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        configuration.timeout = .init(connect: .seconds(5))
        configuration.connectionPool.retryConnectionEstablishment = false
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 16
        return FaceClient(http: HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration))
    }

    func close() async { try? await http.shutdown() }

    /// - Parameter base: `http://HOST:PORT`.
    func send(_ request: FaceRequest, to base: String, within limit: Duration) async throws -> FaceReply {
        var sent = HTTPClientRequest(url: base + request.path)
        sent.method = request.method
        if let token = request.token { sent.headers.add(name: "authorization", value: "Bearer \(token.text)") }
        sent.headers.add(name: "accept", value: request.accept ?? "application/json, \(Problem.mediaType)")
        if let key = request.key { sent.headers.add(name: "idempotency-key", value: key) }
        switch request.body {
        case .json(let tree):
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
            sent.headers.add(name: "content-type", value: "application/json")
            sent.body = .bytes(ByteBuffer(bytes: try encoder.encode(tree)))
        case .data(let data, let type):
            sent.headers.add(name: "content-type", value: type)
            sent.body = .bytes(ByteBuffer(bytes: data))
        case nil: break
        }
        let response = try await http.execute(sent, timeout: .nanoseconds(Int64(limit / .nanoseconds(1))))
        let body = try await response.body.collect(upTo: Self.answerLimit)
        return FaceReply(
            status: Int(response.status.code), type: response.headers.first(name: "content-type") ?? "",
            body: Data(body.readableBytesView))
    }
}
