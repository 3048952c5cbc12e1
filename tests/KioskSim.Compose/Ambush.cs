using KioskSim.Domain.Flow;
using KioskSim.Hosting.Faults;

namespace KioskSim.Compose;

/// <summary>Kiosk and centre, from which every hop of the flow goes out, wait at a place of it until what is to happen there has happened.</summary>
public sealed class Ambush : IAsyncLifetime
{
    const string Inside = "/ambush";
    const string Pipe = "pipe";

    static readonly Dictionary<string, string> ServiceOf = new() { [Party.Kiosk] = "kiosk", [Party.Centre] = "centre" };

    readonly Containers _containers;
    readonly string _folder;

    public Ambush(Containers containers) => (_containers, _folder) = (containers, Path.Combine(containers.Work, "ambush"));

    public ValueTask InitializeAsync()
    {
        if (_containers.WhyNot is not null)
            return ValueTask.CompletedTask;
        // A container's user is nobody here.
        Directory.CreateDirectory(_folder);
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_111_111);
        ForeignProgram.RunWell("coreutils", "mkfifo", ["-m", "666", Path.Combine(_folder, Pipe)]);
        var more = Path.Combine(_containers.Work, "ambush.yaml");
        File.WriteAllText(more, "services:\n" + string.Concat(ServiceOf.Values.Select(service => $"""
              {service}:
                environment:
                  {CrashPoint.Variable}: {Inside}/{service}
                volumes: ["{_folder}:{Inside}"]

            """)));
        Begin(more);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        if (_containers.WhyNot is null)
            Begin(null);
        return ValueTask.CompletedTask;
    }

    /// <summary>Returns when somebody waits at the place.</summary>
    /// <param name="otherwise">When it ends nobody will come there any more.</param>
    /// <returns>Whether somebody does.</returns>
    public async Task<bool> LieAsync(CrashPoint.Place place, Func<Task> otherwise)
    {
        var (name, reached) = (ServiceOf[place.From], new TaskCompletionSource());
        using var watcher = new FileSystemWatcher(_folder, name) { EnableRaisingEvents = true };
        watcher.Deleted += (_, _) => reached.TrySetResult();
        var order = Path.Combine(_folder, name);
        CrashPoint.WaitAt(order, place, $"{Inside}/{Pipe}");
        if (await Task.WhenAny(reached.Task, otherwise()) == reached.Task)
            return true;
        File.Delete(order);
        return false;
    }

    /// <summary>Who waited goes on, unless it is dead.</summary>
    public void LetGo() => ForeignProgram.Run("coreutils", "timeout", ["3", "sh", "-c", $"echo > '{Path.Combine(_folder, Pipe)}'"]);

    void Begin(string? more)
    {
        _containers.More = more;
        _containers.Script("compose.sh", ["kill", .. ServiceOf.Values]); // or the centre would wait for visits that never end
        var up = _containers.Script("compose.sh", ["up", "-d", "--no-deps", .. ServiceOf.Values]);
        Assert.True(up.ExitCode == 0, up.Text + up.Errors);
        foreach (var service in ServiceOf.Values.Reverse())
            _containers.AwaitServing(service);
    }
}
