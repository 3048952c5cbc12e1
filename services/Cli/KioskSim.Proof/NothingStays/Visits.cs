using KioskSim.Cluster.Citizens;
using KioskSim.Cluster.Processes;
using KioskSim.Contracts.Cabinet;
using KioskSim.Domain.Cards;
using KioskSim.PrinterEmulator.Faults;
using KioskSim.Proof.Canaries;

namespace KioskSim.Proof.NothingStays;

/// <summary>Somebody at the kiosk of a proof, who stands still in the middle of what they do, so that it can be searched.</summary>
sealed class Visits(ProcessCluster cluster, Errand errand)
{
    /// <param name="typed">When all but the last field is typed.</param>
    public async Task RegisterUseAsync(Func<Task> typed, CancellationToken stop)
    {
        using var citizen = cluster.CitizenAt();
        var screen = await citizen.Eyes.UntilAsync(0, stop, ScreenKind.Welcome);
        screen = await citizen.ChooseUseRegistrationAsync(errand.City, stop);
        await citizen.InsertCardAsync(errand.Home, errand.Resident, stop);
        screen = await citizen.Eyes.UntilAsync(screen.Number, stop, ScreenKind.EnterPin);
        await citizen.EnterPinAsync(screen, errand.Pin, stop);
        foreach (var text in (string[])[Visitor.Domicile, Visitor.Head + Visitor.Kana, Visitor.Name])
            await citizen.TypeAsync(text, stop);
        await typed();
        await citizen.TypeAsync(Visitor.BirthDate, stop);
        await citizen.TakeCardAsync(stop);
        await citizen.Eyes.UntilAsync(screen.Number, stop, ScreenKind.Welcome);
    }

    /// <param name="typed">When the new PIN is typed once of twice.</param>
    public async Task SetPinAsync(Func<Task> typed, CancellationToken stop)
    {
        var card = await cluster.Wallet.TakeOutWholeAsync(errand.Home, errand.Resident, stop);
        await cluster.OpenPhone().ReserveAsync(card, CardPinKind.Signing, System.Text.Encoding.ASCII.GetBytes(errand.Pin), stop);
        using var citizen = cluster.CitizenAt();
        var screen = await citizen.Eyes.UntilAsync(0, stop, ScreenKind.Welcome);
        screen = await citizen.ChoosePinResetAsync(stop);
        await citizen.InsertCardAsync(errand.Home, errand.Resident, stop);
        screen = await citizen.Eyes.UntilAsync(screen.Number, stop, ScreenKind.EnterNewPin);
        screen = await citizen.EnterPinAsync(screen, Visitor.Pin, stop);
        await typed();
        screen = await citizen.EnterPinAsync(screen, Visitor.Pin, stop);
        await citizen.TakeCardAsync(stop);
        await citizen.Eyes.UntilAsync(screen.Number, stop, ScreenKind.Welcome);
    }

    /// <summary>Two copies, between which the printer stops: the certificate is then known, and still in the kiosk.</summary>
    /// <param name="toPay">When the fee is asked for.</param>
    /// <param name="printing">When the first copy is out; gets it. False: it does not go on from here, for the kiosk is dead.</param>
    public async Task<byte[]> BuyTwoAsync(Func<Task> toPay, Func<byte[], Task<bool>> printing, CancellationToken stop)
    {
        using var citizen = cluster.CitizenAt();
        var screen = await citizen.Eyes.UntilAsync(0, stop, ScreenKind.Welcome);
        screen = await citizen.ChooseAsync(errand.City, errand.Kind, errand.Options, copies: 2, stop);
        await citizen.InsertCardAsync(errand.Home, errand.Resident, stop);
        screen = await citizen.Eyes.UntilAsync(screen.Number, stop, ScreenKind.EnterPin);
        await citizen.EnterPinAsync(screen, errand.Pin, stop);
        screen = await citizen.Eyes.UntilAsync(screen.Number, stop, ScreenKind.Confirm);
        var sheets = screen.Sheets;
        screen = await citizen.ConfirmAsync(stop);
        await citizen.TakeCardAsync(stop);
        screen = await citizen.Eyes.UntilAsync(screen.Number, stop, ScreenKind.Pay);
        await toPay();

        var printer = cluster.Cabinet.Printer;
        printer.Plan([new Fault(FaultKind.Jam, printer.SheetsPrinted + sheets + 1)]);
        await citizen.InsertMoneyAsync(Coins.Of(screen.YenDue), stop);
        await foreach (var lying in printer.WatchTrayAsync(stop))
        {
            if (lying == sheets)
                break;
        }

        var pdf = (await citizen.TakePaperAsync(stop))[0].Pdf.ToByteArray();
        var goesOn = await printing(pdf);
        printer.Repair();
        if (!goesOn)
            return pdf;
        await citizen.Eyes.UntilAsync(screen.Number, stop, ScreenKind.TakePaper);
        await citizen.TakePaperAsync(stop);
        await citizen.Eyes.UntilAsync(screen.Number, stop, ScreenKind.Welcome);
        return pdf;
    }

    /// <summary>An ordinary visit.</summary>
    /// <returns>The certificate; null: the visitor went home without.</returns>
    public async Task<byte[]?> BuyAsync(CancellationToken stop)
    {
        using var citizen = cluster.CitizenAt();
        var end = await citizen.RunAsync(errand, stop);
        return end.Error is null ? end.Copies[0].Pdf.ToByteArray() : null;
    }
}
