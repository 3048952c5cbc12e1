namespace KioskSim.Proof.Rush;

/// <summary>People who wait for each other, so that all press the same key at one moment; who is sent home earlier is not waited for.</summary>
/// <param name="whenAllAreThere">Done before anybody goes on.</param>
sealed class Crowd(int people, Func<Task> whenAllAreThere)
{
    readonly TaskCompletionSource _all = new(TaskCreationOptions.RunContinuationsAsynchronously);
    int _missing = people;

    /// <returns>Done when nobody is missing.</returns>
    public async Task MeetAsync()
    {
        await ComeAsync();
        await _all.Task;
    }

    /// <summary>Comes, or goes home for good.</summary>
    public async Task ComeAsync()
    {
        if (Interlocked.Decrement(ref _missing) > 0)
            return;
        try
        {
            await whenAllAreThere();
        }
        finally
        {
            _all.SetResult();
        }
    }
}
