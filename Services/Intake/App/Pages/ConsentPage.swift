import Foundation
import IntakeDomain
import Messages
import Pages
import Rulebook
import Vocabulary

/// What a pilot is asked by their own link: a short copy of the form, and a field for the code (F5).
struct ConsentPage {
    private let request: RequestID
    private let state: RequestState
    private let link: ConsentLink
    private let places: any Places

    init(_ request: RequestID, _ state: RequestState, _ link: ConsentLink, _ places: any Places) {
        self.request = request
        self.state = state
        self.link = link
        self.places = places
    }

    /// - Parameter wrong: what is to be said of the code that was typed before.
    func html(_ wrong: String? = nil) -> HTML {
        let told = wrong.map { HTML("<p role=\"alert\"><strong>\($0)</strong></p>") }
        let until = Texts.moment(link.expires)
        return .page(
            title: "Accord d'un pilote",
            """
            <h1>Votre accord est demandé</h1>
            <p>La demande d'action de liaison pédagogique \(request.text) vous nomme parmi ses pilotes
            (\(link.function.text)). Elle n'est examinée qu'avec l'accord de chacun d'eux.</p>
            \(copy)
            \(told)
            <form method="post">
            <p><label for="code">Code à six chiffres, qui vous a été adressé par un autre courrier</label><br>
            <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="12" required></p>
            <p><button name="answer" value="oui">Je donne mon accord</button>
            <button name="answer" value="non">Je refuse</button></p>
            </form>
            <p>Ce lien sert une seule fois, jusqu'au \(String(until.dropFirst(3))). Pour toute question, répondez au
            courrier qui vous l'a apporté.</p>
            """)
    }

    private var copy: HTML? {
        state.form.map { form in
            let lengths = form.sessions.map { $0 == .fullDay ? "une journée" : "une demi-journée" }
            let groups = form.groups.map { group in
                HTML(
                    """
                    <li>groupe \(group.id.text) : accueilli par \(name(group.host)), avec
                    \(group.establishments.filter { $0 != group.host }.map(name).joined(separator: ", ")) ;
                    \(group.count(.first)) enseignants du premier degré et \(group.count(.second)) du second</li>
                    """)
            }
            return """
                <h2>\(form.theme.title.text)</h2>
                <p>\(form.theme.objectives.text)</p>
                <p>\(form.origin == .renewal ? "Reconduction" : "Nouveau thème"), \(form.hours) heures :
                \(lengths.joined(separator: ", ")).</p>
                <ul>\(groups)</ul>
                <p>Pilotes : \(form.pilots.map(\.function.text).joined(separator: ", ")).</p>
                """
        }
    }

    private func name(_ uai: UAI) -> String {
        places.establishment(uai).map { "\($0.name) (\(uai))" } ?? uai.text
    }

    /// After the answer, and whenever the link is followed again.
    static func answered(_ answer: PilotAnswer) -> HTML {
        .page(
            title: "Réponse enregistrée",
            "<h1>Votre réponse est enregistrée</h1><p>\(Texts.answered(answer))</p><p>Vous pouvez fermer cette page.</p>"
        )
    }

    static func dead(_ why: String) -> HTML {
        .page(title: "Ce lien n'est plus valable", "<h1>Ce lien n'est plus valable</h1><p>\(why)</p>")
    }
}

/// What the page's form posts: a code, and which button.
struct ConsentForm {
    static let mediaType = "application/x-www-form-urlencoded"

    let code: String
    let agrees: Bool

    /// - Throws: `Problem` 400 for a form that isn't the page's.
    init(_ body: Data) throws {
        let fields = try QueryParameters(String(decoding: body, as: UTF8.self))
        try fields.only("code", "answer")
        guard let answer = try fields.choice("answer", of: ["oui", "non"]) else {
            throw Problem.invalid([
                Pages.FieldError(field: "answer", message: "Choisissez « Je donne mon accord » ou « Je refuse ».")
            ])
        }
        code = (fields["code"] ?? "").filter { !$0.isWhitespace }
        agrees = answer == "oui"
    }
}
