package workload.corpus;

import java.nio.file.Path;
import java.time.Duration;

import workload.plan.Project;
import workload.process.Command;

/** The project's own URL, asked through the git on the PATH because that knows the user's proxies. */
record UpstreamOrigin(Project project) implements Origin {
    /** git has no limit of its own for connecting. */
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);
    private static final Duration FETCH_LIMIT = Duration.ofMinutes(30);
    private static final String PINNED = "refs/corpus/pinned";

    @Override
    public String label() {
        return "upstream";
    }

    /** Without the commit, so that the cache serves without a network; a pinned tag doesn't move. */
    @Override
    public String identity() {
        return project.repository() + " " + project.ref();
    }

    @Override
    public Found find(Path scratch) throws CorpusException {
        String url = project.repository();
        require(GitCommand.withUserSettings(scratch, ANSWER_LIMIT, "ls-remote", "--heads", url, "HEAD"),
                url + " can't be reached");
        require(GitCommand.withDefaults(scratch, ANSWER_LIMIT, "init", "--quiet", "--bare", "."),
                scratch + " can't be made a repository");
        require(GitCommand.withUserSettings(scratch, FETCH_LIMIT, "fetch", "--quiet", "--no-tags", url,
                "+" + project.ref() + ":" + PINNED), project.ref() + " can't be fetched from " + url);
        Command.Result commit = GitCommand.withDefaults(scratch, ANSWER_LIMIT, "rev-parse", PINNED + "^{commit}");
        require(commit, project.ref() + " is no commit in " + url);
        return new Found(scratch.resolve("objects"), commit.output(), url);
    }

    private static void require(Command.Result result, String problem) throws CorpusException {
        if (!result.ok()) {
            String reason = result.status() == Command.Result.TIMED_OUT ? "no answer in time" : result.lastLine();
            throw new CorpusException(problem + " (" + reason + ")");
        }
    }
}
