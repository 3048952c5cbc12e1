using Google.Protobuf;
using KioskSim.Contracts.Shared;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Envelope.Hpke;
using KioskSim.Envelope.Parcels;
using KioskSim.Kiosk.CardReader;
using KioskSim.Kiosk.Memory;
using KioskSim.Kiosk.Payment;
using Microsoft.Extensions.Logging;
using CertificateKind = KioskSim.Domain.Values.CertificateKind;
using Routing = KioskSim.Domain.Values.Routing;

namespace KioskSim.Kiosk.Session;

/// <summary>
/// 利用登録: a citizen applies to the city that keeps the family register, because another city is home. Free, no paper. What is typed goes
/// the way of an application in the flow: sealed for the city, signed by the card.
/// </summary>
sealed class UseRegistrationSession(KioskParts parts, Panel panel, Settler settler)
{
    // The PIN lies where the first field will be: it is wiped before anything is typed.
    const int VaultSize = UseApplication.PlaintextSize;

    readonly CardPlace _place = new(parts, panel);
    readonly ILogger _log = parts.Log.CreateLogger<UseRegistrationSession>();

    public async Task RunAsync(ChosenOffer offer, CancellationToken stop)
    {
        Screen last;
        var secrets = new SessionVault(VaultSize, parts.Options.MustLockMemory);
        try
        {
            using var place = await _place.WaitForCardAsync(new Screen(ScreenKind.PlaceCard), stop);
            var card = ApplicantCard.Read(place) as IndividualNumberCard ?? throw new FlowException(FlowErrorCode.CardUnreadable, "a 住基カード");
            await new PinEntry(parts, panel).AskAsync(card, secrets, stop);
            secrets.Erase();
            foreach (var field in Enum.GetValues<UseField>())
                await TypeAsync(field, secrets, stop);
            panel.Show(new Screen(ScreenKind.PleaseWait));
            await ApplyAsync(card, offer, secrets, stop);
            last = new Screen(ScreenKind.UseApplied);
        }
        catch (FlowException e)
        {
            last = Stopped(e.Code) with { TriesLeft = e.TriesLeft };
        }
        catch (Exception e) when (!stop.IsCancellationRequested)
        {
            _log.SessionFailed(parts.Id, e);
            last = Stopped(FlowErrorCode.Internal);
        }
        finally
        {
            secrets.EraseAndDispose();
        }

        await settler.ReturnCreditAsync(stop); // of whoever thought that it costs something
        await _place.TakeBackAsync(last, stop);
        await Task.Delay(parts.Options.LastScreen, parts.Clock, stop);
    }

    async Task TypeAsync(UseField field, SessionVault secrets, CancellationToken stop)
    {
        var pad = new TextPad(secrets, field);
        while (true)
        {
            var screen = new Screen(ScreenKind.EnterText) { Field = field, Typed = pad.Typed };
            switch (await panel.AskAsync(screen, parts.Options.Patience, stop))
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

    async Task ApplyAsync(IndividualNumberCard card, ChosenOffer offer, SessionVault secrets, CancellationToken stop)
    {
        var begin = new BeginRequest { Kiosk = parts.Id.ToString() };
        card.Introduce(begin);
        var begun = await parts.Centre.BeginAsync(begin, cancellationToken: stop);
        var routing = new Routing(Wire.Session(begun.Session), parts.Id, offer.Choice.Municipality, CertificateKind.FamilyRegister);
        using var replyKey = DhKem.DeriveKeyPair(parts.Entropy.Bytes(32));
        using var ephemeral = DhKem.DeriveKeyPair(parts.Entropy.Bytes(32));
        var parcel = UseApplication.Seal(routing, offer.SealingKey, ephemeral, secrets.Bytes);
        var replyPoint = DhKem.PublicKeyOf(replyKey);
        var digest = EvidenceDigest.Compute(parts.Id, routing.Session, begun.Nonce.Span, replyPoint, parcel);
        await parts.Centre.RegisterUseAsync(
            new ApplyRequest
            {
                Routing = Wire.Routing(routing),
                SealedApplication = ByteString.CopyFrom(parcel),
                ReplyKey = ByteString.CopyFrom(replyPoint),
                Signature = ByteString.CopyFrom(card.Sign(digest)),
            },
            cancellationToken: stop);
    }

    static Screen Stopped(FlowErrorCode code) => new(ScreenKind.Stopped) { Error = code };
}
