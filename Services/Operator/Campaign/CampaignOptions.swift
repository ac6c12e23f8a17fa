import ArgumentParser
import Foundation
import Messages
import NIOHTTP1
import Pages

/// Where Validation is, and with whose token it is asked.
struct CampaignOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Validation's business listener, such as http://127.0.0.1:8081.", valueName: "url"))
    var url: String

    @Option(
        help: ArgumentHelp(
            "The file that holds the token (mode 0600) of a person of the Dfie. [the token itself: ALP_TOKEN]",
            valueName: "file"))
    var tokenFile: String?

    /// Throws a failure of usage.
    func asker() throws(OperatorFailure) -> CampaignAsker {
        let address: ServiceURL
        do throws(OperatorFailure) {
            address = try ServiceURL(url)
        } catch {
            throw OperatorFailure(.usage, "--url isn't http://HOST:PORT or https://HOST:PORT; write it so")
        }
        return CampaignAsker(url: address, token: try token())
    }

    private func token() throws(OperatorFailure) -> Token {
        if let tokenFile { return try OperatorTokenFile.read(tokenFile) }
        guard let text = Surroundings.variable("ALP_TOKEN") else {
            throw OperatorFailure(.usage, "no token; give --token-file FILE or set ALP_TOKEN")
        }
        guard let token = Token(text: text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw OperatorFailure(.usage, "ALP_TOKEN isn't a token: one has 43 letters, digits, - and _")
        }
        return token
    }
}

/// Asks Validation about campaigns, one request at a time, on the calling thread, which is the main one.
struct CampaignAsker: Sendable {
    let url: ServiceURL
    let token: Token

    /// The answer's JSON; nil for 404 to a question.
    ///
    /// Throws ``OperatorFailure``.
    func get(_ path: String) throws -> JSONTree? {
        let reply = try send(FaceRequest.get(path, as: token))
        return reply.status == 404 ? nil : try good(reply)
    }

    /// Throws ``OperatorFailure``.
    func post(_ path: String, _ body: JSONTree, key: String) throws -> JSONTree {
        try good(try send(FaceRequest.post(path, body, key: key, as: token)))
    }

    private func send(_ request: FaceRequest) throws -> FaceReply {
        if url.isClearOverNetwork { complain("warning: the token goes to \(url) in clear; use https or a tunnel") }
        let client = FaceClient.make()
        return try Waiting.run {
            let reply: FaceReply
            do {
                reply = try await client.send(request, to: url.description, within: .seconds(30))
            } catch {
                await client.close()
                throw OperatorFailure(
                    .unavailable, "no answer from \(url); start alp-validation, or give another --url")
            }
            await client.close()
            return reply
        }
    }

    private func good(_ reply: FaceReply) throws(OperatorFailure) -> JSONTree {
        if (200..<300).contains(reply.status), let tree = reply.json { return tree }
        switch reply.status {
        case 401:
            throw OperatorFailure(.permission, "\(url) doesn't know the token, or it isn't valid now; give another one")
        case 403: throw OperatorFailure(.permission, "\(url) answers 403: \(reply.words); give a token of the Dfie")
        case 429, 503, 504: throw OperatorFailure(.unavailable, "\(url) answers \(reply.status): \(reply.words)")
        case 400..<500 where reply.isProblem:
            throw OperatorFailure(.differs, "\(url) answers \(reply.status): \(reply.words)")
        default:
            throw OperatorFailure(
                .unexpected,
                "\(url) answers (\(reply.status)), but not as Validation's business listener; give its address as --url"
            )
        }
    }
}
