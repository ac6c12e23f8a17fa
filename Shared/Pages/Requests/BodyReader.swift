import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// Reads a request's body once, within its limits: size, media type, time.
///
/// A class because the face must know afterwards whether the body was read to its end: what is left on the connection
/// would be taken in without a bound.
final class BodyReader: Sendable {
    private let stream: RequestBody
    private let fields: HTTPFields
    private let sizeLimit: Int
    private let timeLimit: Duration
    private let finished: Mutex<Bool>

    init(_ request: Request, sizeLimit: Int, timeLimit: Duration) {
        stream = request.body
        fields = request.headers
        self.sizeLimit = sizeLimit
        self.timeLimit = timeLimit
        let length = request.headers[.contentLength].flatMap(Int.init) ?? 0
        finished = Mutex(length == 0 && request.headers[.transferEncoding] == nil)
    }

    /// Nothing of the body is left on the connection.
    var isFinished: Bool { finished.withLock { $0 } }

    /// - Throws: ``Problem`` 415, 413, 408; 400 when the sender broke off.
    func read(accepting types: [String], limit: Int?) async throws -> Data {
        guard isAccepted(types) else { throw Problem.unsupportedMediaType(accepted: types) }
        let limit = limit ?? sizeLimit
        if let length = fields[.contentLength].flatMap(Int.init), length > limit {
            throw Problem.tooLarge(limit: limit)
        }
        let stream = stream
        let timeLimit = timeLimit
        do {
            let data = try await withThrowingTaskGroup(of: Data.self) { group in
                group.addTask { try await Self.collect(stream, limit: limit) }
                group.addTask {
                    try await Task.sleep(for: timeLimit)
                    throw Problem.tooSlow
                }
                defer { group.cancelAll() }
                return try await group.next() ?? Data()
            }
            finished.withLock { $0 = true }
            return data
        } catch let problem as Problem {
            throw problem
        } catch {
            throw Problem.badRequest(.brokenOff)
        }
    }

    private static func collect(_ stream: RequestBody, limit: Int) async throws -> Data {
        var data = Data()
        for try await part in stream {
            guard data.count + part.readableBytes <= limit else { throw Problem.tooLarge(limit: limit) }
            data.append(contentsOf: part.readableBytesView)
        }
        try Task.checkCancellation()
        return data
    }

    /// The type without its parameters must be one of these; a charset other than UTF-8 isn't.
    private func isAccepted(_ types: [String]) -> Bool {
        guard let header = fields[.contentType]?.lowercased() else { return false }
        let parts = header.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
        guard let type = parts.first, types.contains(type) else { return false }
        return parts.dropFirst().allSatisfy { parameter in
            !parameter.hasPrefix("charset=") || ["charset=utf-8", "charset=\"utf-8\""].contains(parameter)
        }
    }
}
