import { CloudOff, type LucideIcon, MailPlus, ShieldCheck, Sparkles } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import { errorText } from '#renderer/i18n/error-text.ts'
import { t } from '#renderer/i18n/messages.ts'
import { useNavigation } from '#renderer/stores/navigation.ts'
import { Button } from '#renderer/ui/Button.tsx'
import type { ErrorReport } from '#shared/errors.ts'

/** What is shown while no mailbox is connected: why one is needed, and the two ways on. */
export function StartPage(props: { readonly demoStarting: boolean }) {
  const showSettings = useNavigation(state => state.showSettings)
  const [starting, setStarting] = useState(props.demoStarting)
  const [problem, setProblem] = useState<ErrorReport | null>(null)
  const startDemo = useCallback(async () => {
    setStarting(true)
    setProblem(null)
    const answer = await window.parley.startDemo()
    // On success the new account takes this page away.
    if (answer.ok) return
    setStarting(false)
    setProblem(answer.error)
  }, [])
  // The app was asked to open the demo: it is on its way already, and asking again tells how that went.
  useEffect(() => {
    if (props.demoStarting) void startDemo()
  }, [props.demoStarting, startDemo])

  return (
    <section aria-label={t('start.title')} className="grid h-full place-items-center overflow-y-auto p-8">
      <div className="w-full max-w-[560px]">
        <span
          aria-hidden
          className="grid size-12 place-items-center rounded-[13px] bg-accent text-[19px] font-bold text-on-accent"
        >
          P
        </span>
        <h1 className="mt-5 text-[26px] leading-8 weight-pane tracking-[-0.015em]">{t('start.title')}</h1>
        <p className="mt-2 max-w-[500px] text-[14px] leading-[22px] text-ink-2">{t('start.body')}</p>

        <div className="mt-6 grid grid-cols-2 gap-3 max-[640px]:grid-cols-1">
          <div className="flex flex-col rounded-card border border-line bg-surface p-4">
            <Button look="primary" className="h-9" onClick={() => showSettings('emails')}>
              <MailPlus size={16} strokeWidth={1.75} aria-hidden />
              {t('start.add')}
            </Button>
            <p className="mt-2.5 text-small text-ink-2">{t('start.addHint')}</p>
          </div>
          <div className="flex flex-col rounded-card border border-line bg-surface p-4">
            <Button look="soft" className="h-9" disabled={starting} onClick={() => void startDemo()}>
              <Sparkles size={16} strokeWidth={1.75} aria-hidden />
              {starting ? t('start.demoStarting') : t('start.demo')}
            </Button>
            <p className="mt-2.5 text-small text-ink-2">{t('start.demoHint')}</p>
          </div>
        </div>
        {problem === null ? null : (
          <p role="alert" className="mt-3 rounded-control bg-danger-soft px-3 py-2 text-danger">
            {errorText(problem).what} {errorText(problem).next}
          </p>
        )}

        <ul className="mt-8 grid gap-4">
          <Point icon={MailPlus} title={t('start.point1')} text={t('start.point1Text')} />
          <Point icon={CloudOff} title={t('start.point2')} text={t('start.point2Text')} />
          <Point icon={ShieldCheck} title={t('start.point3')} text={t('start.point3Text')} />
        </ul>
      </div>
    </section>
  )
}

function Point(props: { readonly icon: LucideIcon; readonly title: string; readonly text: string }) {
  const Icon = props.icon
  return (
    <li className="flex gap-3">
      <Icon size={16} strokeWidth={1.75} aria-hidden className="mt-px shrink-0 text-accent" />
      <span>
        <span className="block font-medium">{props.title}</span>
        <span className="text-ink-2">{props.text}</span>
      </span>
    </li>
  )
}
