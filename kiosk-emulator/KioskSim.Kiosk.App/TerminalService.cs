using Grpc.Core;
using KioskSim.Contracts.Cabinet;
using KioskSim.Contracts.Shared;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Values;
using KioskSim.Kiosk.App.Words;
using KioskSim.Kiosk.Session;
using Screen = KioskSim.Contracts.Cabinet.Screen;
using ScreenKind = KioskSim.Contracts.Cabinet.ScreenKind;

namespace KioskSim.Kiosk.App;

/// <summary>The glass: touches in, screens out, in words.</summary>
sealed class TerminalService(KioskUnits kiosks) : KioskTerminal.KioskTerminalBase
{
    public override async Task Watch(WatchRequest request, IServerStreamWriter<Screen> responseStream, ServerCallContext context)
    {
        var kiosk = kiosks.Of(request.Kiosk);
        await foreach (var screen in kiosk.Panel.WatchAsync(context.CancellationToken))
            await responseStream.WriteAsync(Describe(kiosk, screen), context.CancellationToken);
    }

    public override Task<Screen> Choose(ChooseRequest request, ServerCallContext context)
    {
        if (request.Copies is < 1 or > Copies.Most)
            throw new FlowException(FlowErrorCode.TooManyCopies);
        return Touch(
            request.Kiosk,
            new Choose(
                Wire.Municipality(request.Municipality), Wire.Kind(request.Kind), (CertificateOptions)request.Options, new Copies(request.Copies)),
            context);
    }

    public override Task<Screen> PressKey(PressKeyRequest request, ServerCallContext context) => Touch(request.Kiosk, new PressKey(request.Place), context);

    public override Task<Screen> ChoosePinReset(ChoosePinResetRequest request, ServerCallContext context) =>
        Touch(request.Kiosk, new ChoosePinReset(), context);

    public override Task<Screen> ChooseUseRegistration(ChooseUseRegistrationRequest request, ServerCallContext context) =>
        Touch(request.Kiosk, new ChooseUseRegistration(Wire.Municipality(request.Municipality)), context);

    public override Task<Screen> TypeCharacter(TypeCharacterRequest request, ServerCallContext context) =>
        Touch(request.Kiosk, new TypeCharacter((int)Math.Min(request.Scalar, int.MaxValue)), context);

    public override Task<Screen> EndText(EndTextRequest request, ServerCallContext context) => Touch(request.Kiosk, new EndText(), context);

    public override Task<Screen> EndPin(EndPinRequest request, ServerCallContext context) => Touch(request.Kiosk, new EndPin(), context);

    public override Task<Screen> ChooseMembers(ChooseMembersRequest request, ServerCallContext context) =>
        Touch(request.Kiosk, new ChooseMembers([.. request.Places]), context);

    public override Task<Screen> Confirm(ConfirmRequest request, ServerCallContext context) => Touch(request.Kiosk, new Confirm(), context);

    public override Task<Screen> MoreTime(MoreTimeRequest request, ServerCallContext context) => Touch(request.Kiosk, new MoreTime(), context);

    public override Task<Screen> Cancel(CancelRequest request, ServerCallContext context) => Touch(request.Kiosk, new Cancel(), context);

    async Task<Screen> Touch(string name, Touch touch, ServerCallContext context)
    {
        var kiosk = kiosks.Of(name);
        return Describe(kiosk, await kiosk.Panel.TouchAsync(touch, context.CancellationToken));
    }

    static Screen Describe(KioskUnit kiosk, Session.Screen screen)
    {
        var words = ScreenWords.Of(screen);
        var described = new Screen
        {
            Number = screen.Number,
            Kind = (ScreenKind)screen.Kind,
            Step = screen.Step,
            Japanese = words.Japanese,
            English = words.English,
            Spoken = ScreenWords.Spoken(screen),
            Error = (int)(screen.Error ?? 0),
            NewPin = (CardPinKind)(screen.NewPin ?? 0),
            PinEntered = screen.PinEntered,
            Field = screen.Field is { } field ? (TextField)(field + 1) : TextField.Unspecified,
            Typed = screen.Typed,
            YenDue = screen.Due.Amount,
            YenCredit = screen.Credit.Amount,
            Sheets = screen.Sheets,
            WarningLevel = screen.WarningLevel,
            SecondsLeft = (int)Math.Ceiling(screen.TimeLeft.TotalSeconds),
            MoreTime = screen.MoreTime,
            Receipt = screen.Receipt?.Text ?? "",
        };
        if (screen.TriesLeft is { } tries)
            described.TriesLeft = tries;
        described.Pad.AddRange(screen.Pad.Select(d => (int)d));
        described.Members.AddRange(screen.Members.Select(m => new FamilyMember { Relation = m.Relation, BirthYear = m.BirthYear }));
        if (screen.Kind == Session.ScreenKind.Welcome)
            described.Municipalities.AddRange(kiosk.Catalogue.Municipalities);
        return described;
    }
}
