import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import Pages

/// Asks one service's operator listener, one request at a time. Blocks the calling thread, which is the main one.
struct ServiceClient {
    let url: ServiceURL
    let token: Token
    let timeout: Duration

    /// More than a parked value of 1 MiB in base64 and its headers.
    private static let answerLimit = 8 << 20

    /// Throws ``OperatorFailure``.
    func get<Answer: Decodable>(
        _ type: Answer.Type, _ path: [String], query: [(name: String, value: String)] = []
    ) throws(OperatorFailure) -> Answer {
        try answer(type, .GET, url.url(path, query: query), body: nil)
    }

    /// Throws ``OperatorFailure``.
    func post<Answer: Decodable>(
        _ type: Answer.Type, _ path: [String], body: JSONValue? = nil
    ) throws(OperatorFailure) -> Answer {
        try answer(type, .POST, url.url(path), body: body)
    }

    private func answer<Answer: Decodable>(
        _ type: Answer.Type, _ method: HTTPMethod, _ address: String, body: JSONValue?
    ) throws(OperatorFailure) -> Answer {
        if url.isClearOverNetwork { complain("warning: the token goes to \(url) in clear; use https or a tunnel") }
        let response = try exchange(method, address, body: body)
        let bytes = Data(response.body.map { Array($0.readableBytesView) } ?? [])
        guard response.status == .ok else {
            throw ServiceRefusal.failure(
                status: Int(response.status.code), contentType: response.headers.first(name: "content-type"),
                body: bytes, url: url)
        }
        do {
            return try JSONDecoder().decode(type, from: bytes)
        } catch {
            throw ServiceRefusal.stranger(url, status: 200)
        }
    }

    private func exchange(
        _ method: HTTPMethod, _ address: String, body: JSONValue?
    ) throws(OperatorFailure) -> HTTPClient.Response {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        let limit = TimeAmount.nanoseconds(Int64(timeout / .nanoseconds(1)))
        configuration.timeout = .init(connect: limit, read: limit)
        // A service that isn't there is said at once, not after retries.
        configuration.connectionPool.retryConnectionEstablishment = false
        let client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
        defer { try? client.syncShutdown() }
        do {
            var request = try HTTPClient.Request(url: address, method: method)
            request.headers.add(name: "authorization", value: "Bearer \(token.text)")
            request.headers.add(name: "accept", value: "application/json, \(Problem.mediaType)")
            if method == .POST {
                request.headers.add(name: "content-type", value: "application/json")
                request.body = .string(body?.document ?? "{}")
            }
            let accumulator = ResponseAccumulator(request: request, maxBodySize: Self.answerLimit)
            return try client.execute(request: request, delegate: accumulator, deadline: .now() + limit).wait()
        } catch is ResponseAccumulator.ResponseTooBigError {
            throw ServiceRefusal.stranger(url, status: 200)
        } catch {
            throw ServiceRefusal.silence(error, url: url, timeout: timeout, changes: method == .POST)
        }
    }
}
