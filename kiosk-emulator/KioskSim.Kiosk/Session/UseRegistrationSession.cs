using Google.Protobuf;
using KioskSim.Contracts.Shared;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using KioskSim.Kiosk.CardReader;
using KioskSim.Kiosk.Memory;
using KioskSim.Kiosk.Payment;
using CertificateKind = KioskSim.Domain.Values.CertificateKind;
using Routing = KioskSim.Domain.Values.Routing;

namespace KioskSim.Kiosk.Session;

/// <summary>
/// 利用登録: a citizen applies to the city that keeps the family register, because another city is home. What is typed goes the way of an application in the flow: sealed for the city, signed by the card.
/// </summary>
sealed class UseRegistrationSession(KioskParts parts, Panel panel, Settler settler, ChosenOffer offer) : FreeVisit(parts, panel, settler)
{
    // The PIN lies where the first field will be: it is wiped before anything is typed.
    protected override int VaultSize => UseApplication.PlaintextSize;

    protected override FlowVisit Begin() => FlowVisit.BeginUseRegistration(offer.Choice.Municipality);

    protected override async Task<Screen> ServeAsync(IndividualNumberCard card, SessionVault secrets, CancellationToken stop)
    {
        await new PinEntry(Parts, Panel).AskAsync(card, secrets, stop);
        secrets.Erase();
        foreach (var field in Enum.GetValues<UseField>())
            await TypeAsync(field, secrets, stop);
        Panel.Show(new Screen(ScreenKind.PleaseWait));
        await ApplyAsync(card, secrets, stop);
        return new Screen(ScreenKind.UseApplied);
    }

    async Task TypeAsync(UseField field, SessionVault secrets, CancellationToken stop)
    {
        var pad = new TextPad(secrets, field);
        while (true)
        {
            var screen = new Screen(ScreenKind.EnterText) { Field = field, Typed = pad.Typed };
            switch (await Panel.AskAsync(screen, Parts.Options.Patience, stop))
            {
                case TypeCharacter key when pad.TryType(key.Scalar):
                    break;
                case EndText when pad.MayEnd:
                    return;
                case var touch:
                    touch.Refuse(FlowErrorCode.BadRequest, "That cannot stand there.");
                    break;
            }
        }
    }

    async Task ApplyAsync(IndividualNumberCard card, SessionVault secrets, CancellationToken stop)
    {
        var begun = await Parts.Centre.BeginAsync(card.Introduce(Parts.Id), cancellationToken: stop);
        var routing = new Routing(Wire.Session(begun.Session), Parts.Id, offer.Choice.Municipality, CertificateKind.FamilyRegister);
        await Parts.Centre.RegisterUseAsync(Sign(card, routing, begun.Nonce, secrets), cancellationToken: stop);
    }

    // Keys are gone before anybody is waited for. Nothing is ever sealed for the one that is sent: nothing comes back.
    ApplyRequest Sign(IndividualNumberCard card, Routing routing, ByteString nonce, SessionVault secrets)
    {
        using var replyKey = OneTimeKey.Passing(Parts.Entropy);
        using var ephemeral = OneTimeKey.Passing(Parts.Entropy);
        var parcel = UseApplication.Seal(routing, offer.SealingKey, ephemeral, secrets.Bytes);
        return card.SignRequest(routing, nonce, DhKem.PublicKeyOf(replyKey), parcel);
    }
}
