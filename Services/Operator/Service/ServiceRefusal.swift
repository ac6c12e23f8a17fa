import AsyncHTTPClient
import Foundation
import Pages

/// What an answer that isn't the one hoped for means to an operator. Pure.
enum ServiceRefusal {
    static func failure(status: Int, contentType: String?, body: Data, url: ServiceURL) -> OperatorFailure {
        let isProblem = contentType?.hasPrefix(Problem.mediaType) == true
        guard isProblem, let problem = try? JSONDecoder().decode(Problem.self, from: body) else {
            return stranger(url, status: status)
        }
        let faults = (problem.errors ?? []).map { "\($0.field): \($0.message)" }
        let words = ([problem.title, problem.detail].compactMap { $0 } + faults).joined(separator: ": ")
        let trace = status >= 500 ? (problem.instance.map { " (\($0))" } ?? "") : ""
        let text = "\(url) answers \(status): \(words)\(trace)"
        return switch status {
        case 401:
            OperatorFailure(
                .permission, "\(url) doesn't know the token, or it isn't valid now; give another --token-file")
        case 403: OperatorFailure(.permission, "\(text); give a token with the role \(Caller.operatorRole)")
        case 404: OperatorFailure(.differs, "\(text); look at the topic, key and sequence again")
        case 429, 503, 504: OperatorFailure(.unavailable, "\(text); try again in a moment")
        case 500...: OperatorFailure(.unexpected, "\(text); its log says more")
        default: OperatorFailure(.differs, text)
        }
    }

    /// Something else answers at that address.
    static func stranger(_ url: ServiceURL, status: Int) -> OperatorFailure {
        OperatorFailure(
            .unexpected,
            "\(url) answers (\(status)), but not as a service's operator listener; give its address as --service-url")
    }

    /// No answer at all. `changes`: the request may have been carried out.
    static func silence(_ error: any Error, url: ServiceURL, timeout: Duration, changes: Bool) -> OperatorFailure {
        let late: [HTTPClientError] = [.readTimeout, .deadlineExceeded, .remoteConnectionClosed]
        guard let known = error as? HTTPClientError, late.contains(known) else {
            return OperatorFailure(
                .unavailable,
                "no service answers at \(url) within \(timeout.seconds) s; start it, or give another --service-url")
        }
        return OperatorFailure(
            .unavailable,
            "\(url) gave no answer within \(timeout.seconds) s; "
                + (changes
                    ? "whether it was done isn't known: look with alp parked list, or ask again with a longer --timeout"
                    : "try again, or give a longer --timeout"))
    }
}
