using KioskSim.Card.Slots;

namespace KioskSim.OpenSc.Daemon;

/// <summary>A card that lies in the virtual reader; disposing takes it out.</summary>
public sealed class LaidCard(InsertedCard inserted, Task stay, CancellationTokenSource hand) : IAsyncDisposable
{
    /// <summary>What a kiosk sees of it.</summary>
    public InsertedCard Inserted => inserted;

    /// <summary>Takes it out, and waits until the daemon has seen that.</summary>
    public async ValueTask DisposeAsync()
    {
        await PullAsync();
        await GoneAsync();
        hand.Dispose();
    }

    /// <summary>Waits until the daemon has seen that it is out.</summary>
    public async Task GoneAsync()
    {
        var gone = new TaskCompletionSource();
        await using (inserted.Removed.Register(gone.SetResult))
            await gone.Task.Soon();
    }

    /// <summary>Takes it out, and does not wait for anybody to notice.</summary>
    public async Task PullAsync()
    {
        await hand.CancelAsync();
        await stay.Soon();
    }
}
