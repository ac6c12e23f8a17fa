import Mustache
import NotificationsDomain
import Vocabulary

/// Every letter on one page, each with its previews; and a model of each kind.
struct LetterListPage: Sendable {
    private let list: MustacheTemplate
    private let models: MustacheTemplate

    /// Throws where a template isn't one: at start.
    init() throws {
        list = try MustacheTemplate(string: PageTemplates.list)
        models = try MustacheTemplate(string: PageTemplates.models)
    }

    func render(_ letters: LetterList, _ query: LetterQuery) -> String {
        var context: [String: Any] = [
            "letters": letters.letters.map(row), "isEmpty": letters.letters.isEmpty,
            "kinds": LetterKind.allCases.map { ["name": $0.rawValue, "title": $0.french] },
        ]
        if let next = letters.next { context["next"] = ["address": address(query, after: next)] }
        return list.render(context)
    }

    func render(_ samples: [SampleLetters.Sample]) -> String {
        models.render([
            "samples": samples.map { sample -> [String: Any] in
                let slotless = Slot.fill(sample.paper.text, link: "(lien personnel)", code: "••••••")
                return [
                    "name": sample.name, "title": sample.kind.french, "text": slotless,
                    "hasCalendar": sample.paper.calendar != nil,
                ]
            }
        ])
    }

    private func row(_ letter: LetterView) -> [String: Any] {
        [
            "letter": letter.letter, "title": letter.title, "to": letter.to, "state": letter.state.french,
            "request": letter.request ?? "", "prepared": letter.preparedAt, "sent": letter.sentAt ?? "",
            "failure": letter.failure ?? "", "preview": letter.preview,
            "hasCalendar": [LetterKind.validation, .change, .cancellation].contains(letter.kind),
        ]
    }

    /// Own paths only; every value is a judged word, an identifier or percent-encoded.
    private func address(_ query: LetterQuery, after: String) -> String {
        var parts = ["after=\(after)", "limit=\(query.limit)"]
        if let kind = query.kind { parts.append("kind=\(kind.rawValue)") }
        if let status = query.status { parts.append("state=\(status.rawValue)") }
        if let request = query.request, let request = try? RequestID(request) { parts.append("request=\(request)") }
        return "/lettres?" + parts.joined(separator: "&")
    }
}

/// Stand in the program, so that a binary needs no files beside it.
private enum PageTemplates {
    private static let head = """
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <style>
        body { font-family: Arial, Helvetica, sans-serif; line-height: 1.5; color: #161616; margin: 1.5em; }
        table { border-collapse: collapse; }
        th, td { border-bottom: 1px solid #ddd; padding: 0.3em 0.8em; text-align: left; vertical-align: top; }
        pre { white-space: pre-wrap; background: #f6f6f6; padding: 1em; max-width: 50em; }
        a { color: #000091; }
        </style>
        """

    static let list = """
        <!DOCTYPE html>
        <html lang="fr">
        <head>
        <title>Courriers</title>
        \(head)
        </head>
        <body>
        <main>
        <h1>Courriers</h1>
        <p><a href="/lettres/modeles">Un modèle de chaque courrier</a></p>
        <nav aria-label="Natures de courrier">
        <p><a href="/lettres">Tous</a>{{#kinds}} · <a href="/lettres?kind={{name}}">{{title}}</a>{{/kinds}}</p>
        </nav>
        {{#isEmpty}}
        <p>Aucun courrier.</p>
        {{/isEmpty}}
        <table>
        <thead><tr>
        <th scope="col">Courrier</th><th scope="col">Nature</th><th scope="col">Demande</th>
        <th scope="col">Destinataire</th><th scope="col">État</th><th scope="col">Préparé</th>
        <th scope="col">Envoyé</th><th scope="col">Aperçu</th>
        </tr></thead>
        <tbody>
        {{#letters}}
        <tr>
        <td>{{letter}}</td><td>{{title}}</td><td>{{request}}</td><td>{{to}}</td><td>{{state}} {{failure}}</td>
        <td>{{prepared}}</td><td>{{sent}}</td>
        <td><a href="{{preview}}">page</a> <a href="{{preview}}?part=text">texte</a>
        {{#hasCalendar}}
        <a href="{{preview}}?part=ics">calendrier</a>
        {{/hasCalendar}}
        </td>
        </tr>
        {{/letters}}
        </tbody>
        </table>
        {{#next}}
        <p><a href="{{address}}">Suite</a></p>
        {{/next}}
        </main>
        </body>
        </html>

        """

    static let models = """
        <!DOCTYPE html>
        <html lang="fr">
        <head>
        <title>Modèles de courriers</title>
        \(head)
        </head>
        <body>
        <main>
        <h1>Modèles de courriers</h1>
        <p>La demande citée n'existe pas. <a href="/lettres">Retour aux courriers</a></p>
        {{#samples}}
        <section>
        <h2>{{title}} ({{name}})</h2>
        <p><a href="/lettres/modeles/{{name}}">page</a> <a href="/lettres/modeles/{{name}}?part=text">texte</a>
        {{#hasCalendar}}
        <a href="/lettres/modeles/{{name}}?part=ics">calendrier</a>
        {{/hasCalendar}}
        </p>
        <pre>{{text}}</pre>
        </section>
        {{/samples}}
        </main>
        </body>
        </html>

        """
}
