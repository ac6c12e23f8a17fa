import IntakeDomain
import Messages
import Pages
import ServiceKit
import Vocabulary

/// Who may see and change which request: own or another's, and another's isn't there (SECURITY).
extension Acting {
    /// A draft is its pilots' alone; what was sent is seen by whom it concerns.
    func maySee(_ request: RequestState) -> Bool {
        guard request.phase != .none, let form = request.form else { return false }
        switch role {
        case .pilot: return isPilot(of: form) || request.phase == .draft && request.owner == actor.person
        case .dfie, .pole: return request.phase != .draft
        case .service, .director: return request.phase != .draft && concerns(request.departements)
        case .referent:
            let places = Set(form.groups.flatMap(\.establishments))
            return request.phase != .draft
                && functions.contains { if case .referent(let uai) = $0 { places.contains(uai) } else { false } }
        case .trainer: return false
        }
    }

    private func isPilot(of form: RequestForm) -> Bool { form.pilots.contains { functions.contains($0.function) } }

    /// As the pilot that the form names; as they are where it names none of theirs.
    func acts(on form: RequestForm?) -> Acts {
        let named = (form?.pilots ?? []).map(\.function).first { functions.contains($0) }
        let found = named.flatMap { self.acting(in: $0) } ?? self
        return Acts(actor: found.actor, functions: role == .pilot ? Set(functions) : [])
    }

    /// What a list is looked through by; nil: everything that was sent.
    var searched: (RequestTable.Key, [String])? {
        switch role {
        case .dfie, .pole: nil
        case .pilot: (.pilot, functions.map(\.text))
        case .service, .director: (.departement, departements.map(\.text).sorted())
        case .referent:
            (
                .establishment,
                functions.compactMap { if case .referent(let uai) = $0 { uai.text } else { nil } }
            )
        case .trainer: (.pilot, [])
        }
    }
}

extension BusinessRole {
    /// Who may see requests, in the order in which a token with several roles acts.
    static let readers: [BusinessRole] = [.dfie, .service, .pole, .director, .referent, .pilot]
}

extension Access {
    static let readers = Access.roles(BusinessRole.readers.map(\.rawValue))
    static let pilots = Access.any(of: .pilot)
    static let keepers = Access.any(of: .dfie, .service)
}
