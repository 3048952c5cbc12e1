using System.Diagnostics;
using System.Globalization;
using KioskSim.Cluster.Processes;

namespace KioskSim.Proof.NothingStays;

/// <summary>
/// 何も残らない / nothing stays (000-39, 002-08, 002-09): issues certificates through the services as processes and searches the kiosk and
/// the centre for everything that belonged to whoever came.
/// </summary>
public sealed class NothingStaysProof
{
    static readonly TimeSpan Again = TimeSpan.FromMilliseconds(500);

    readonly ProofOptions _options;
    readonly Action<string> _progress;
    readonly Search _search;
    readonly Visits _visits;
    readonly List<string> _remarks = [];

    NothingStaysProof(ProofOptions options, Action<string> progress, ProofKiosk kiosk, Search search)
    {
        (_options, _progress, _search) = (options, progress, search);
        _visits = new Visits(kiosk.Cluster, search.Errand);
    }

    /// <param name="progress">Told in a line what is done next.</param>
    /// <exception cref="Sweep.SweepException">Something cannot be searched here.</exception>
    /// <exception cref="IOException">A service did not start.</exception>
    public static async Task<ProofResult> RunAsync(ProofOptions options, Action<string> progress, CancellationToken stop)
    {
        progress("世界とサービスを用意します。 / Making a world and starting the services.");
        await using var kiosk = await ProofKiosk.StartAsync(options, stop);
        var search = await Search.PrepareAsync(options, kiosk, stop);
        var proof = new NothingStaysProof(options, progress, kiosk, search);
        await proof.LookCloselyAsync(stop);
        await proof.IssueManyAsync(stop);
        await proof.DieAsync(stop);
        return new ProofResult(search.Findings, search.Issued, search.KioskBytes, proof._remarks);
    }

    // Three visits, in the middle of which everything stands still.
    async Task LookCloselyAsync(CancellationToken stop)
    {
        await _search.SweepAsync(Moment.Before, "", [], stop);

        _progress("利用登録: 氏名・本籍を入力します。 / Use registration: name and domicile are typed.");
        _search.Visit();
        await _visits.RegisterUseAsync(() => OpenAsync("use registration", "address,", "name,", "name in kana,", "head of the family,"), stop);
        await _search.SweepAsync(Moment.After, "use registration", [], stop);

        _progress("暗証番号の再設定: 16文字を入力します。 / A new PIN: sixteen characters are typed.");
        _search.Visit();
        await _visits.SetPinAsync(() => OpenAsync("new PIN", "PIN,"), stop);
        await _search.SweepAsync(Moment.After, "new PIN", [], stop);

        _progress("証明書の交付: 2部の印刷の途中で止めます。 / A certificate: stopped between two copies.");
        _search.Visit();
        _search.Printed(await _visits.BuyTwoAsync(() => OpenAsync("fee asked for", "key "), OnPrintingAsync, stop));
        await _search.SweepAsync(Moment.After, "certificate", [], stop);

        Task OpenAsync(string visit, params string[] expected) => _search.SweepAsync(Moment.Open, visit, expected, stop);

        async Task<bool> OnPrintingAsync(byte[] pdf)
        {
            _search.Know(pdf);
            await OpenAsync("between two copies", "certificate, stream", "issue number,");
            return true;
        }
    }

    async Task IssueManyAsync(CancellationToken stop)
    {
        for (var issued = 1; issued <= _options.Issues; issued++)
        {
            _search.Visit();
            if (await _visits.BuyAsync(stop) is { } pdf)
                _search.Printed(pdf);
            if (issued % _options.Every != 0 && issued != _options.Issues)
                continue;
            _progress(string.Create(CultureInfo.InvariantCulture, $"{issued:N0} / {_options.Issues:N0} 件を交付しました。 / Issued; searching."));
            await _search.SweepAsync(Moment.After, "issuances", [], stop);
        }
    }

    // In the middle of printing, by a signal that dumps core: what is left of a process is what others can still read.
    async Task DieAsync(CancellationToken stop)
    {
        _progress("印刷の途中で異常終了させ、ダンプを探します。 / The kiosk crashes while it prints; its dump is searched.");
        _search.Visit();
        var kiosk = _search.Kiosk;
        _search.Printed(await _visits.BuyTwoAsync(() => Task.CompletedTask, async pdf =>
        {
            _search.Know(pdf);
            await CrashAsync(kiosk, stop);
            return false;
        }, stop));
        if (await _search.SweepRemainsAsync("crash while printing", stop) == 0)
            _remarks.Add("この環境ではダンプが書かれませんでした（上限、core_pattern 又は厳格モード）。 / No core dump was written here (limit, core_pattern or strict mode).");
    }

    // .NET takes the first SIGSEGV that is no fault of its own for nothing, and stands aside for the next.
    async Task CrashAsync(ServiceProcess kiosk, CancellationToken stop)
    {
        while (!kiosk.Ended.IsCompleted)
        {
            using (var signal = Process.Start("kill", ["-SEGV", $"{kiosk.Id}"]))
                await signal.WaitForExitAsync(stop);
            await Task.WhenAny(kiosk.Ended, Task.Delay(Again, _options.WallClock, stop));
        }
    }
}
