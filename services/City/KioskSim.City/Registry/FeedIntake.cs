using Grpc.Core;
using KioskSim.Contracts.CityCore;

namespace KioskSim.City.Registry;

/// <summary>
/// A stream of rows on its way in: each is checked, good ones load in batches, wrong ones are refused one by one with their place and
/// reason. A feed that breaks off has loaded whole batches and nothing of the last one.
/// </summary>
/// <param name="read">Checks a row.</param>
/// <param name="cityOf">The code of the city that it is of.</param>
/// <param name="load">Loads a batch; gives back what it left out and why.</param>
sealed class FeedIntake<TRow, TRead>(
    Func<TRow, TRead> read, Func<TRow, string> cityOf, Func<IReadOnlyList<(int Position, TRow Row, TRead Read)>, IReadOnlyList<(int Position, string Reason)>> load)
{
    const int Batch = 500;
    const int MostReasons = 100;

    readonly PushReport _report = new();
    readonly List<(int Position, TRow Row, TRead Read)> _batch = new(Batch);

    /// <param name="served">Codes of the cities of this server.</param>
    /// <returns>The report, and how many rows came.</returns>
    public async Task<(PushReport Report, int Rows)> TakeAsync(IAsyncStreamReader<TRow> rows, IReadOnlySet<string> served, CancellationToken stop)
    {
        var position = 0;
        while (await rows.MoveNext(stop))
        {
            position++;
            try
            {
                var good = read(rows.Current);
                if (!served.Contains(cityOf(rows.Current)))
                    throw new RowException("municipality is not served here");
                _batch.Add((position, rows.Current, good));
            }
            catch (RowException e)
            {
                Refuse(position, e.Message);
            }

            if (_batch.Count == Batch)
                Load();
        }

        Load();
        return (_report, position);
    }

    void Load()
    {
        var leftOut = load(_batch);
        foreach (var (position, reason) in leftOut)
            Refuse(position, reason);
        _report.Rows += _batch.Count - leftOut.Count;
        _batch.Clear();
    }

    void Refuse(int position, string reason)
    {
        if (++_report.RefusedRows <= MostReasons)
            _report.Refused.Add(new RefusedRow { Position = position, Reason = reason });
    }
}
