import ArgumentParser
import Foundation
import Pages

/// The flags of every command that asks a service's operator listener.
struct ServiceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The service's operator listener, such as http://127.0.0.1:9001. [ALP_SERVICE_URL]", valueName: "url"))
    var serviceURL: String?

    @Option(
        help: ArgumentHelp(
            "The file that holds the operator's token (mode 0600). A token never stands on the command line. "
                + "[the token itself: ALP_OPERATOR_TOKEN]",
            valueName: "file"))
    var tokenFile: String?

    @Option(
        help: ArgumentHelp(
            "Seconds to wait for an answer. (default: 30; verify and publish-again: 600)", valueName: "seconds"))
    var timeout: Seconds?

    /// Throws a failure of usage.
    func client(defaultTimeout: Duration = .seconds(30)) throws(OperatorFailure) -> ServiceClient {
        guard let text = serviceURL ?? Surroundings.variable("ALP_SERVICE_URL") else {
            throw OperatorFailure(
                .usage, "no service is named; give --service-url http://127.0.0.1:PORT or set ALP_SERVICE_URL")
        }
        return ServiceClient(
            url: try ServiceURL(text), token: try token(), timeout: timeout?.duration ?? defaultTimeout)
    }

    private func token() throws(OperatorFailure) -> Token {
        if let tokenFile { return try OperatorTokenFile.read(tokenFile) }
        guard let text = Surroundings.variable("ALP_OPERATOR_TOKEN") else {
            throw OperatorFailure(
                .usage, "no token; give --token-file FILE or set ALP_OPERATOR_TOKEN (alp tokens new makes one)")
        }
        guard let token = Token(text: text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw OperatorFailure(.usage, "ALP_OPERATOR_TOKEN isn't a token: one has 43 letters, digits, - and _")
        }
        return token
    }
}

/// The file that an operator keeps a token in, in clear.
enum OperatorTokenFile {
    /// Throws a failure of usage; what stands in the file is never repeated.
    static func read(_ path: String) throws(OperatorFailure) -> Token {
        // Judged by its descriptor, so that what is judged is what is read; not blocking, for a named pipe.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw OperatorFailure(
                .usage, "--token-file \(path) can't be read (\(String(cString: strerror(errno)))); give another one")
        }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        guard let status = FileStatus(descriptor: descriptor), status.isRegular, status.size <= 4096 else {
            throw OperatorFailure(.usage, "--token-file \(path) isn't a file that holds one token; give another one")
        }
        guard !status.isOpenToOthers else {
            throw OperatorFailure(.usage, "--token-file \(path) can be read by others: chmod 600 \(path)")
        }
        let bytes = (try? handle.readToEnd()) ?? Data()
        let text = String(decoding: bytes, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        guard let token = Token(text: text) else {
            throw OperatorFailure(
                .usage,
                "--token-file \(path) doesn't hold a token and nothing else: one has 43 letters, digits, "
                    + "- and _")
        }
        return token
    }
}
