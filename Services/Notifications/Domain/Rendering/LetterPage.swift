import Mustache
import Vocabulary

/// A letter as HTML, by one template that stands in the program. Everything in it is escaped.
package struct LetterPage: Sendable {
    private let template: MustacheTemplate

    /// Throws where the template isn't one: at start, never at a letter.
    package init() throws {
        template = try MustacheTemplate(string: LetterPage.source)
    }

    func render(_ letter: LetterContent) -> String {
        template.render([
            "heading": letter.heading, "sender": letter.sender.map { ["line": $0] },
            "signatory": letter.signatory, "reference": letter.reference ?? "", "recipient": letter.recipient,
            "day": letter.day.french, "blocks": letter.blocks.map(context),
        ])
    }

    private func context(_ block: LetterContent.Block) -> [String: Any] {
        switch block {
        case .paragraph(let text): ["paragraph": text]
        case .title(let text): ["title": text]
        case .items(let items): ["items": ["list": items.map { ["item": $0] }]]
        case .facts(let details):
            ["facts": ["list": details.map { ["label": $0.label, "value": $0.value] }]]
        case .link(let sentence): ["link": ["address": Slot.link, "sentence": sentence]]
        case .code: ["code": Slot.code]
        }
    }

    // Mail readers take no style sheet from elsewhere; many take none at all, hence the attributes.
    private static let source = """
        <!DOCTYPE html>
        <html lang="fr">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{{heading}}</title>
        </head>
        <body style="margin:0;background:#f6f6f6;color:#161616;font-family:Arial,Helvetica,sans-serif;line-height:1.5">
        <main style="max-width:42em;margin:0 auto;padding:1.5em;background:#ffffff">
        <p style="font-weight:bold">{{#sender}}{{line}}<br>{{/sender}}</p>
        <p>{{recipient}}</p>
        <p>Le {{day}}</p>
        {{#reference}}
        <p>Référence : {{reference}}</p>
        {{/reference}}
        <h1 style="font-size:1.25em">{{heading}}</h1>
        <p>Madame, Monsieur,</p>
        {{#blocks}}
        {{#paragraph}}
        <p style="white-space:pre-line">{{paragraph}}</p>
        {{/paragraph}}
        {{#title}}
        <h2 style="font-size:1.1em">{{title}}</h2>
        {{/title}}
        {{#items}}
        <ul>
        {{#list}}
        <li>{{item}}</li>
        {{/list}}
        </ul>
        {{/items}}
        {{#facts}}
        <dl>
        {{#list}}
        <dt style="font-weight:bold">{{label}}</dt>
        <dd style="margin:0 0 0.5em 1em;white-space:pre-line">{{value}}</dd>
        {{/list}}
        </dl>
        {{/facts}}
        {{#link}}
        <p><a href="{{address}}" rel="noreferrer" style="color:#000091">{{sentence}}</a></p>
        {{/link}}
        {{#code}}
        <p style="font-size:1.5em;font-weight:bold;letter-spacing:0.2em">{{code}}</p>
        {{/code}}
        {{/blocks}}
        <p>Nous vous prions d'agréer, Madame, Monsieur, l'expression de notre considération distinguée.</p>
        <p>{{signatory}}</p>
        </main>
        </body>
        </html>

        """
}
