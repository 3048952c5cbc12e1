using System.Collections.Concurrent;
using KioskSim.City.Issuance;

namespace KioskSim.City.Faults;

/// <summary>
/// 高松市, 4 April 2024: several servers had the program for a single one. Each counts its jobs by itself and lets one through at a time, which is
/// enough where there is one; but they keep their files in the same place, under the same numbers.
/// </summary>
sealed class Takamatsu20240404(FaultSetting setting) : CityFault(setting), IPrintRoom
{
    public static readonly FaultKind Kind = new(
        "takamatsu-2024-04-04",
        "サーバーが複数あるのに、1台用のプログラムが入っていました。番号と順番待ちがサーバーごとなので、別のサーバーの同じ番号のファイルと入れ替わります。",
        "Several servers ran the program meant for one. Numbers and locks were each server's own, so that files of two servers had the same number.",
        UsualRate: 1, Breaks: ["right-person"], setting => new Takamatsu20240404(setting));

    /// <summary>Between writing a file and reading it.</summary>
    static readonly TimeSpan Writing = TimeSpan.FromMilliseconds(300);

    // Each of the city's servers has this program. Where there is one only, it stands for two.
    readonly Server[] _servers = setting.Servers > 1 ? [new()] : [new(), new()];
    readonly ConcurrentDictionary<int, OrderedImage> _files = setting.Disk.Files;
    int _balanced = -1;

    public override IPrintRoom PrintRoom => this;

    /// <remarks>What strikes: that an order goes to the servers that share their files.</remarks>
    public async Task<PrintImage> PrintAsync(PrintOrder order, Func<PrintImage> make)
    {
        if (!Strikes())
            return make();
        var server = _servers[Interlocked.Increment(ref _balanced) % _servers.Length];
        await server.OneAtATime.WaitAsync();
        try
        {
            var number = ++server.Jobs;
            _files[number] = new OrderedImage(order, make());
            await Task.Delay(Writing, Clock);
            return HandOut(order, _files[number]);
        }
        finally
        {
            server.OneAtATime.Release();
        }
    }

    sealed class Server
    {
        public SemaphoreSlim OneAtATime { get; } = new(1);

        public int Jobs { get; set; }
    }
}
