using Grpc.Core;
using KioskSim.Contracts.CityCore;
using KioskSim.Domain.Values;

namespace KioskSim.BaseRegisters.Feed.Files;

/// <summary>
/// Pushes a file's rows to a city's issuance server, and tells of both who refused some: the reader of the file and the server. Each throws
/// <see cref="RpcException"/> where the server cannot be reached or refuses the caller.
/// </summary>
public static class FilePush
{
    public static Task<FileReport> PushResidentsAsync(Stream file, MunicipalityCode city, RegistryFeed.RegistryFeedClient server, CancellationToken stop) =>
        PushAsync(new HouseholdFile(), HouseholdRows.Describe, file, city, server.PushHouseholds(cancellationToken: stop), stop);

    public static Task<FileReport> PushSealsAsync(Stream file, MunicipalityCode city, RegistryFeed.RegistryFeedClient server, CancellationToken stop) =>
        PushAsync(new SealFile(), SealRows.Describe, file, city, server.PushSeals(cancellationToken: stop), stop);

    public static Task<FileReport> PushTaxesAsync(Stream file, MunicipalityCode city, RegistryFeed.RegistryFeedClient server, CancellationToken stop) =>
        PushAsync(new TaxFile(), TaxRows.Describe, file, city, server.PushTaxes(cancellationToken: stop), stop);

    public static Task<FileReport> PushFamilyRegistersAsync(
        Stream file, MunicipalityCode city, RegistryFeed.RegistryFeedClient server, CancellationToken stop) => PushAsync(
        new FamilyRegisterFile(), FamilyRegisterRows.Describe, file, city, server.PushFamilyRegisters(cancellationToken: stop), stop);

    static async Task<FileReport> PushAsync<T, TRow>(
        FeedFormat<T> format, Func<MunicipalityCode, T, TRow> describe, Stream file, MunicipalityCode city, AsyncClientStreamingCall<TRow, PushReport> push,
        CancellationToken stop)
        where T : class
    {
        using (push)
        {
            var sent = new SentRows();
            foreach (var row in format.Read(file))
            {
                if (row.Entry is not { } entry)
                    sent.Refuse(row.Line, row.Reason!);
                else if (row.Municipality != city)
                    sent.Refuse(row.Line, "municipality is another city's");
                else
                    await push.RequestStream.WriteAsync(sent.Send(row.Line, describe(city, entry)), stop);
            }

            await push.RequestStream.CompleteAsync();
            return sent.Report(await push.ResponseAsync);
        }
    }

    /// <summary>Which line went as which row: the server counts rows, people count lines.</summary>
    sealed class SentRows
    {
        readonly List<(int Line, string Reason)> _reasons = [];

        // Before which row, by its place, how many lines in all were left out or are no rows.
        readonly List<(int Position, int LeftOut)> _gaps = [];

        int _sent, _refused;

        public void Refuse(int line, string reason)
        {
            if (++_refused <= FileReport.MostReasons)
                _reasons.Add((line, reason));
        }

        public TRow Send<TRow>(int line, TRow row)
        {
            var leftOut = line - ++_sent;
            if (_gaps is [] || _gaps[^1].LeftOut != leftOut)
                _gaps.Add((_sent, leftOut));
            return row;
        }

        public FileReport Report(PushReport report)
        {
            _reasons.AddRange(report.Refused.Select(r => (LineOf(r.Position), r.Reason)));
            return new(
                report.Rows, _refused + report.RefusedRows, [.. _reasons.OrderBy(r => r.Line).Take(FileReport.MostReasons).Select(r => $"line {r.Line} {r.Reason}")]);
        }

        int LineOf(int position) => position + _gaps.FindLast(g => g.Position <= position).LeftOut;
    }
}
