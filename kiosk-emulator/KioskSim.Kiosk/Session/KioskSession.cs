using Google.Protobuf;
using KioskSim.Card.Slots;
using KioskSim.Contracts.Shared;
using KioskSim.Contracts.StoreLine;
using KioskSim.Domain.Errors;
using KioskSim.Domain.Flow;
using KioskSim.Domain.Time;
using KioskSim.Domain.Values;
using KioskSim.Envelope.Parcels;
using KioskSim.Kiosk.CardReader;
using KioskSim.Kiosk.Memory;
using KioskSim.Kiosk.Payment;
using KioskSim.Kiosk.Printing;
using Microsoft.Extensions.Logging;
using Hop = KioskSim.Domain.Flow.Hop;

namespace KioskSim.Kiosk.Session;

/// <summary>One citizen at the kiosk. <see cref="RunAsync"/> reads as the steps of docs/flow.md.</summary>
sealed class KioskSession(KioskParts parts, Panel panel, Settler settler)
{
    readonly KioskOptions _options = parts.Options;
    readonly CardPlace _place = new(parts, panel);
    readonly ILogger _log = parts.Log.CreateLogger<KioskSession>();
    SessionId? _session;
    Hold? _hold;
    bool _printerMayHaveIt;

    /// <param name="offer">What was chosen at the <see cref="Reception"/>: step 1.</param>
    public async Task RunAsync(ChosenOffer offer, CancellationToken stop)
    {
        using var visit = FlowVisit.Begin(offer.Choice.Kind, offer.Choice.Municipality);
        var last = new Screen(ScreenKind.Stopped);
        var secrets = new SessionVault(SessionSecrets.Size, _options.MustLockMemory);
        try
        {
            DocumentCheck check;
            ApplyReply prepared;
            var replyKey = new OneTimeKey(secrets, SessionSecrets.KeyOffset, parts.Entropy);
            using (var channel = await PlaceCardAsync(offer, stop))
            {
                var card = ApplicantCard.Read(channel); // 2
                card.CheckAgainst(offer, parts.Clock.GetJapanToday()); // 2
                await new PinEntry(parts, panel).AskAsync(card, secrets, stop); // 2
                panel.Show(new Screen(ScreenKind.PleaseWait) { Step = 3 });
                var begun = await BeginAsync(card, stop); // 3
                var (nonce, members) = await ChooseMembersAsync(card, offer, begun.Nonce, replyKey, secrets, stop); // only where it was chosen to
                var request = Sign(card, offer, nonce, members, replyKey, secrets); // 4
                prepared = await parts.Centre.ApplyAsync(request, cancellationToken: stop); // 5, and 6 and 7 behind it
                check = new DocumentCheck(_session!.Value, offer, card.SubjectMark(_session.Value), prepared.Sheets) { IsOff = parts.GuardOff };
                await ConfirmAsync(prepared, stop); // 8
            }

            await TakeCardAsync(stop); // 8
            panel.Show(new Screen(ScreenKind.PleaseWait) { Step = 9 });
            var parcel = await IssueAsync(prepared, stop); // 9
            using var document = check.Open(parcel, replyKey, _options.MustLockMemory); // 10
            parts.KeptCopies?.Invoke(document.Pdf);
            var sheetsBefore = LookAtPrinter(); // 10
            var paid = await PayAsync(offer.Choice.Copies, prepared, sheetsBefore, stop); // 11

            // Money has been taken: from here the session runs to its end, whoever asks the kiosk to stop.
            await ReleaseAsync(paid); // 12
            var copiesOut = await PrintAsync(document, paid); // 13
            last = await SettleAsync(paid, copiesOut); // 14
        }
        catch (FlowException e)
        {
            last = await EndEarlyAsync(e, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            await EndEarlyAsync(new FlowException(FlowErrorCode.Cancelled), stop);
            throw;
        }
        catch (Exception e)
        {
            // Whatever it is, it does not take the kiosk down with somebody's money in it.
            _log.SessionFailed(parts.Id, e);
            last = await EndEarlyAsync(new FlowException(FlowErrorCode.Internal, inner: e), stop);
        }
        finally
        {
            secrets.EraseAndDispose(); // 15; the vault of the document is gone already
        }

        visit.End(last.Error);
        await PartAsync(last, stop); // 15
    }

    Task<CardSession> PlaceCardAsync(ChosenOffer offer, CancellationToken stop) =>
        _place.WaitForCardAsync(new Screen(ScreenKind.PlaceCard) { Step = 2, JukiCard = offer.AcceptsJukiCards }, stop);

    async Task<BeginReply> BeginAsync(ApplicantCard card, CancellationToken stop)
    {
        var begun = await parts.Centre.BeginAsync(card.Introduce(parts.Id), cancellationToken: stop);
        _session = Wire.Session(begun.Session);
        return begun;
    }

    // 4
    ApplyRequest Sign(
        ApplicantCard card, ChosenOffer offer, ByteString nonce, MemberChoice members, OneTimeKey replyKey, SessionVault secrets)
    {
        var (municipality, kind, options, copies) = offer.Choice;
        var routing = new Domain.Values.Routing(_session!.Value, parts.Id, municipality, kind);
        using var ephemeral = OneTimeKey.Passing(parts.Entropy);
        var parcel = new Application(kind, copies, options, members).Seal(routing, offer.SealingKey, ephemeral, SessionSecrets.Application(secrets));
        return card.SignRequest(routing, nonce, replyKey.PublicKey, parcel);
    }

    // 世帯の一部: steps 4 to 7 once for the list, with a choice that is still empty, and the nonce that they leave for the application itself.
    async Task<(ByteString Nonce, MemberChoice Members)> ChooseMembersAsync(
        ApplicantCard card, ChosenOffer offer, ByteString nonce, OneTimeKey replyKey, SessionVault secrets, CancellationToken stop)
    {
        if (!offer.Choice.Options.HasFlag(CertificateOptions.ChosenMembers))
            return (nonce, default);
        var listed = await parts.Centre.ListMembersAsync(Sign(card, offer, nonce, default, replyKey, secrets), cancellationToken: stop);
        var list = OpenList(listed, replyKey);
        while (true)
        {
            var chosen = (ChooseMembers)await panel.AskAsync(new Screen(ScreenKind.ChooseMembers) { Step = 8, Members = list.Members }, _options.Patience, stop);
            if (chosen.Places.Count > 0 && chosen.Places.All(p => p >= 1 && p <= list.Members.Length))
            {
                panel.Show(new Screen(ScreenKind.PleaseWait) { Step = 3 });
                return (listed.Nonce, MemberChoice.Of(list, chosen.Places));
            }

            chosen.Refuse(FlowErrorCode.BadRequest, $"Choose one or more of places 1 to {list.Members.Length}.");
        }
    }

    MemberList OpenList(ListMembersReply listed, OneTimeKey replyKey)
    {
        using var pair = replyKey.Derive();
        return MemberList.Open(_session!.Value, pair, listed.SealedMembers.Span);
    }

    // 8: what will be issued and what it costs.
    Task ConfirmAsync(ApplyReply prepared, CancellationToken stop) => panel.AskAsync(
        new Screen(ScreenKind.Confirm) { Step = 8, Due = new Yen(prepared.Yen), Sheets = prepared.Sheets }, _options.Patience, stop);

    Task TakeCardAsync(CancellationToken stop) => _place.UntilTakenAsync(new Screen(ScreenKind.TakeCard) { Step = 8 }, stop);

    async Task<ByteString> IssueAsync(ApplyReply prepared, CancellationToken stop)
    {
        var reply = await parts.Centre.IssueAsync(
            new IssueRequest { Session = SessionBytes, IssueToken = prepared.IssueToken }, cancellationToken: stop);
        return reply.SealedCertificate;
    }

    // 10: a printer that cannot print now is a reason to ask for no money.
    int? LookAtPrinter()
    {
        using var activity = FlowTrace.Start(new Hop(10, Party.Kiosk, Party.Printer, Line.Ipp, "GetPrinterAttributes"));
        try
        {
            var condition = parts.Printer.Look();
            if (condition.CanPrint)
                return condition.SheetsEver;
            activity.End(nameof(FlowErrorCode.PrinterNotReady));
            throw new FlowException(FlowErrorCode.PrinterNotReady);
        }
        catch (PrinterException e)
        {
            activity.End(nameof(FlowErrorCode.PrinterNotReady));
            throw new FlowException(FlowErrorCode.PrinterNotReady, "out of reach", inner: e);
        }
    }

    // 11: shows the credit grow until the fee is there, then has the slot hold it.
    async Task<Hold> PayAsync(Copies copies, ApplyReply prepared, int? sheetsBefore, CancellationToken stop)
    {
        var session = _session!.Value;
        var hold = new Hold(session, ReceiptNumber.Of(parts.Id, session), new Yen(prepared.Yen), copies, prepared.Sheets, sheetsBefore);
        using var cancel = panel.LinkCancel(stop);
        using var countdown = panel.Count(_options.PaymentPatience, cancel.Token);
        try
        {
            await foreach (var credit in parts.Coins.WatchCreditAsync(countdown.Token))
            {
                panel.Show(new Screen(ScreenKind.Pay) { Step = 11, Due = hold.Amount, Credit = credit, Sheets = prepared.Sheets });
                if (credit >= hold.Amount)
                    break;
                countdown.Restart();
            }
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            throw new FlowException(countdown.IsOver ? FlowErrorCode.TimedOut : FlowErrorCode.PaymentAborted);
        }
        finally
        {
            panel.UnlinkCancel();
        }

        _hold = hold; // if the slot's answer is lost it may hold the money all the same, so it counts as held
        try
        {
            await parts.Coins.HoldAsync(hold, CancellationToken.None);
            return hold;
        }
        catch (FlowException e) when (e.Code == FlowErrorCode.PaymentAborted)
        {
            _hold = null;
            throw;
        }
    }

    // 12: without a yes nothing is printed.
    async Task ReleaseAsync(Hold hold)
    {
        panel.Show(new Screen(ScreenKind.PleaseWait) { Step = 12, Receipt = hold.Receipt });
        await parts.Centre.ReleaseAsync(new ReleaseRequest { Session = SessionBytes, Receipt = hold.Receipt.Text, YenPaid = hold.Amount.Amount });
    }

    // 13: how many whole copies came out.
    async Task<int> PrintAsync(Document document, Hold hold)
    {
        var screen = new Screen(ScreenKind.Printing) { Step = 13, Receipt = hold.Receipt, Sheets = hold.SheetsACopy * hold.Copies.Count };
        panel.Show(screen);
        using var activity = FlowTrace.Start(new Hop(13, Party.Kiosk, Party.Printer, Line.Ipp, "PrintJob"));
        _printerMayHaveIt = true;
        try
        {
            var job = parts.Printer.Print(hold.Session.ToString(), document.Pdf, hold.Copies.Count);
            var progress = await new PrintWatch(parts.Printer, parts.Clock, _options).UntilOverAsync(
                job, CancellationToken.None, isStopped => panel.Show(screen with { Error = isStopped ? FlowErrorCode.PrinterNotReady : null }));
            if (progress is not null)
            {
                var copiesOut = hold.CopiesIn(progress.SheetsOut);
                FlowMeter.PrintJobEnded(isComplete: copiesOut == hold.Copies.Count);
                return copiesOut;
            }
        }
        catch (PrinterException)
        {
            activity.End(nameof(FlowErrorCode.PrinterFault));
        }

        FlowMeter.PrintJobEnded(isComplete: false);

        // It may have taken the job before the cable went dead, or lost it: only its own counts can tell, and nobody needs the document for that.
        document.Dispose();
        return await settler.CopiesOutAsync(hold, CancellationToken.None);
    }

    // 14
    async Task<Screen> SettleAsync(Hold hold, int copiesOut)
    {
        var returned = await settler.SettleAsync(hold, copiesOut, CancellationToken.None);
        return copiesOut == hold.Copies.Count
            ? new Screen(ScreenKind.TakePaper) { Step = 15, Receipt = hold.Receipt, Sheets = copiesOut * hold.SheetsACopy }
            : Stopped(FlowErrorCode.PrinterFault, returned);
    }

    /// <summary>Ends a session that cannot go on: nothing is kept that no paper stands for.</summary>
    async Task<Screen> EndEarlyAsync(FlowException e, CancellationToken stop)
    {
        var returned = Yen.Zero;
        if (_hold is { } hold)
        {
            var copiesOut = _printerMayHaveIt ? await settler.CopiesOutAsync(hold, CancellationToken.None) : 0;
            returned = await settler.SettleAsync(hold, copiesOut, CancellationToken.None);
        }

        // Also after a hold: one that the slot never heard of has left the money in the slot.
        await settler.ReturnCreditAsync(stop);
        if (_hold is null && _session is { } session)
            await settler.CancelAsync(session, CancellationToken.None);
        return Stopped(e.Code, returned) with { TriesLeft = e.TriesLeft };
    }

    Screen Stopped(FlowErrorCode code, Yen returned) => new(ScreenKind.Stopped) { Step = 15, Error = code, Receipt = _hold?.Receipt, Credit = returned };

    // 15: warns while a card or a sheet is left behind, then makes room for the next citizen.
    async Task PartAsync(Screen last, CancellationToken stop)
    {
        await _place.TakeBackAsync(last, stop);
        if (_printerMayHaveIt)
        {
            var ask = new Screen(ScreenKind.TakePaper) { Step = 15, Receipt = last.Receipt, Sheets = last.Sheets };
            if (await new PaperPlace(parts, panel).UntilTakenAsync(ask, stop) is > 0 and var sheets)
                settler.TellWithdrawn(_session!.Value, sheets, stop);
        }

        if (last.Kind == ScreenKind.TakePaper)
            panel.Show(new Screen(ScreenKind.Finished) { Step = 15, Receipt = last.Receipt });
        else
            await Task.Delay(_options.LastScreen, parts.Clock, stop);
    }

    ByteString SessionBytes => Wire.Session(_session!.Value);
}
